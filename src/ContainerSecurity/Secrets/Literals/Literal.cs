namespace ContainerSecurity.Secrets.Literals;

/// <summary>A text that code holds in quotes: the range between them, and the index behind the closing one.</summary>
internal readonly record struct Literal(int Start, int End, int Next)
{
    /// <summary>The number of characters between the quotes.</summary>
    public int Length => End - Start;
}
