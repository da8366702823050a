namespace ContainerSecurity.Cel.Regexes;

/// <summary>A parsed pattern.</summary>
internal abstract record RegexNode
{
    public sealed record Empty : RegexNode;
    public sealed record Chars(CharSet Set) : RegexNode;
    public sealed record Assertion(RegexOp Kind) : RegexNode;
    public sealed record Sequence(List<RegexNode> Items) : RegexNode;
    public sealed record Choice(List<RegexNode> Items) : RegexNode;
    public sealed record Group(RegexNode Item, int Index) : RegexNode;
    /// <param name="Item">What is repeated.</param>
    /// <param name="Minimum">At least so often.</param>
    /// <param name="Maximum">At most so often; -1 without end.</param>
    /// <param name="Greedy">As often as possible first.</param>
    public sealed record Repeat(RegexNode Item, int Minimum, int Maximum, bool Greedy) : RegexNode;
}

/// <summary>What an instruction of a compiled pattern does.</summary>
internal enum RegexOp
{
    Chars,
    Split,
    Jump,
    Save,
    Match,
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    WordBoundary,
    NotWordBoundary,
}
