namespace ContainerSecurity.Documents.Yaml;

/// <summary>A region of the text.</summary>
/// <param name="Start">The offset where it begins.</param>
/// <param name="End">The offset behind it.</param>
internal readonly record struct YamlSlice(int Start, int End)
{
    public bool IsEmpty => End == Start;
}
