namespace ContainerSecurity.Cel.Parsing;

/// <summary>What the parser accepts, so that nothing after it can overflow the stack.</summary>
internal sealed record ParserLimits(int MaxLength, int MaxNesting)
{
    /// <summary>Chains of operators and selections nest deeper than brackets do.</summary>
    public int MaxDepth => MaxNesting * 4;
}
