namespace ContainerSecurity.Documents.Yaml;

/// <summary>Ends the reading of one document.</summary>
#pragma warning disable CA1032, CA1064 // Internal control flow between the scanner and the reader; never leaves them.
internal sealed class YamlSyntaxException(int start, int end, string message) : Exception(message)
{
    /// <summary>The offset where the fault begins.</summary>
    public int Start => start;

    /// <summary>The offset behind the fault.</summary>
    public int End => end;

    /// <summary>Whether a bound of this library is passed, rather than a rule of YAML.</summary>
    public bool IsLimit { get; init; }
}
#pragma warning restore CA1032, CA1064
