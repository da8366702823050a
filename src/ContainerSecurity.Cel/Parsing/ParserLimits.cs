namespace ContainerSecurity.Cel.Parsing;

/// <summary>What the parser accepts, so that nothing after it can overflow the stack.</summary>
/// <param name="MaxLength">The longest expression in code points.</param>
/// <param name="MaxNesting">How deep brackets and calls may nest.</param>
/// <param name="HasQuotedNames">Whether fields may be named between backticks.</param>
internal sealed record ParserLimits(int MaxLength, int MaxNesting, bool HasQuotedNames)
{
    /// <summary>Chains of operators and selections nest deeper than brackets do.</summary>
    public int MaxDepth => MaxNesting * 4;
}
