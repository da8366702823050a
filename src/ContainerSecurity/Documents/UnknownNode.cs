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

    /// <summary>Creates an unknown value that is written elsewhere.</summary>
    /// <param name="place">Where it is written.</param>
    public UnknownNode(DocumentPlace place)
        : base(place)
    {
    }

    private UnknownNode(UnknownNode original)
        : base(original)
    {
        IsPresent = original.IsPresent;
    }

    /// <summary>Whether the field is there for certain, and only its value is not known; else it may be absent as well.</summary>
    internal bool IsPresent { get; init; }

    internal override DocumentNode Copy() => new UnknownNode(this);
}
