namespace ContainerSecurity.Cel.Values;

/// <summary>Strings counted in code points.</summary>
internal static partial class CodePoints
{
    private static int FirstSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]))
                return i;
        return -1;
    }
}
