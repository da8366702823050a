namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>A part of a parsed template.</summary>
/// <param name="Source">The text it is in.</param>
/// <param name="Start">The place that errors name, as Go counts it.</param>
internal abstract record TemplateNode(TemplateText Source, int Start)
{
    /// <summary>Where the part ends; the start of it where it is not known.</summary>
    public int Finish { get; init; } = Start;

    public Place Place => new(Source, Start, Math.Max(0, Finish - Start));
}

/// <summary>Parts one after another.</summary>
internal sealed record ListNode(TemplateText Source, int Start) : TemplateNode(Source, Start)
{
    public List<TemplateNode> Items { get; } = [];

    /// <summary>Whether it prints nothing but blanks: such a body does not replace another.</summary>
    public bool IsEmpty => Items.TrueForAll(i => i is TextNode text && text.Text.AsSpan().Trim().IsEmpty);
}

/// <summary>Text that is printed as it is; its length in the source is that of the text.</summary>
internal sealed record TextNode(TemplateText Source, int Start, string Text) : TemplateNode(Source, Start);

/// <summary>A pipeline whose value is printed, unless it declares variables.</summary>
internal sealed record ActionNode(TemplateText Source, int Start, PipelineNode Pipeline) : TemplateNode(Source, Start);

/// <summary><c>if</c> and <c>with</c>.</summary>
internal sealed record ConditionNode(TemplateText Source, int Start, bool IsWith, PipelineNode Pipeline, ListNode Body, ListNode? Else)
    : TemplateNode(Source, Start);

/// <summary><c>range</c>.</summary>
internal sealed record RangeNode(TemplateText Source, int Start, PipelineNode Pipeline, ListNode Body, ListNode? Else) : TemplateNode(Source, Start);

/// <summary><c>break</c> and <c>continue</c>.</summary>
internal sealed record LoopControlNode(TemplateText Source, int Start, bool IsBreak) : TemplateNode(Source, Start);

/// <summary>The execution of a named template, by <c>template</c> or <c>block</c>.</summary>
internal sealed record TemplateCallNode(TemplateText Source, int Start, string Name, PipelineNode? Pipeline) : TemplateNode(Source, Start);

/// <summary><c>else</c>, which ends a list.</summary>
internal sealed record ElseNode(TemplateText Source, int Start) : TemplateNode(Source, Start)
{
    public override string ToString() => "{{else}}";
}

/// <summary><c>end</c>, which ends a list.</summary>
internal sealed record EndNode(TemplateText Source, int Start) : TemplateNode(Source, Start)
{
    public override string ToString() => "{{end}}";
}
