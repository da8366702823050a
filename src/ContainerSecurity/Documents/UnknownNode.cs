namespace ContainerSecurity.Documents;

/// <summary>A value that exists but cannot be known here, such as a C# parameter. No rule fires on it.</summary>
public sealed class UnknownNode : DocumentNode
{
    /// <summary>Creates an unknown value.</summary>
    /// <param name="file">The source.</param>
    /// <param name="span">The region of the expression.</param>
    public UnknownNode(SourceFile file, SourceSpan span)
        : base(file, span)
    {
    }

    private UnknownNode(UnknownNode original)
        : base(original)
    {
    }

    internal override DocumentNode Copy() => new UnknownNode(this);
}
