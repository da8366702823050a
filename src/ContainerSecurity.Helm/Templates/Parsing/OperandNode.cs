namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>A part of a command.</summary>
internal abstract record OperandNode(TemplateText Source, int Start) : TemplateNode(Source, Start);

/// <summary>Commands, each of which gets the value of the one before as its last argument.</summary>
internal sealed record PipelineNode(TemplateText Source, int Start) : OperandNode(Source, Start)
{
    public List<string> Variables { get; } = [];

    /// <summary>Whether the variables are there already and get another value.</summary>
    public bool IsAssignment { get; set; }

    public List<CommandNode> Commands { get; } = [];
}

/// <summary>An operand and its arguments.</summary>
internal sealed record CommandNode(TemplateText Source, int Start) : TemplateNode(Source, Start)
{
    public List<OperandNode> Operands { get; } = [];
}

/// <summary>The name of a function.</summary>
internal sealed record IdentifierNode(TemplateText Source, int Start, string Name) : OperandNode(Source, Start);

/// <summary>A variable and fields of its value.</summary>
internal sealed record VariableNode(TemplateText Source, int Start, string Name, string[] Fields) : OperandNode(Source, Start);

/// <summary>Fields of the dot.</summary>
internal sealed record FieldNode(TemplateText Source, int Start, string[] Fields) : OperandNode(Source, Start);

/// <summary>Fields of what another operand gives.</summary>
internal sealed record ChainNode(TemplateText Source, int Start, OperandNode Operand, string[] Fields) : OperandNode(Source, Start);

/// <summary>The dot.</summary>
internal sealed record DotNode(TemplateText Source, int Start) : OperandNode(Source, Start);

/// <summary>The value nil.</summary>
internal sealed record NilNode(TemplateText Source, int Start) : OperandNode(Source, Start);

/// <summary>A truth value.</summary>
internal sealed record BoolNode(TemplateText Source, int Start, bool Value) : OperandNode(Source, Start);

/// <summary>A number or a character.</summary>
internal sealed record NumberNode(TemplateText Source, int Start, string Written, NumberLiteral Value) : OperandNode(Source, Start);

/// <summary>A text in quotes.</summary>
internal sealed record StringNode(TemplateText Source, int Start, string Written, string Value) : OperandNode(Source, Start);
