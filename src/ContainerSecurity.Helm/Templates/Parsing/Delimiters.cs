namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>What begins and ends an action; Go's own where empty.</summary>
/// <param name="Left">What begins it.</param>
/// <param name="Right">What ends it.</param>
internal readonly record struct Delimiters(string Left, string Right)
{
    public static Delimiters Default { get; } = new("{{", "}}");
}
