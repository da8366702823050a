namespace ContainerSecurity.Cel.Values;

/// <summary>Strings counted in code points.</summary>
internal static partial class CodePoints
{
    /// <summary>Where the first half of a surrogate pair may be; -1 where a code point is a character each.</summary>
    private static int FirstSurrogate(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
}
