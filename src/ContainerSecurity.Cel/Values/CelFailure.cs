namespace ContainerSecurity.Cel.Values;

/// <summary>Why an expression has no value: an error, or attributes that are not known.</summary>
public sealed class CelFailure : CelObject
{
    internal CelFailure(string message, bool isFatal = false) : base(CelKind.Error)
    {
        Message = message;
        UnknownAttributes = [];
        IsFatal = isFatal;
    }

    internal CelFailure(IReadOnlyList<string> attributes) : base(CelKind.Unknown)
    {
        UnknownAttributes = attributes;
        Message = "unknown: " + string.Join(", ", attributes);
    }

    /// <summary>What went wrong, in the words users know from cel-go.</summary>
    public string Message { get; }
    /// <summary>The attributes that the value depends on; empty for an error.</summary>
    public IReadOnlyList<string> UnknownAttributes { get; }
    /// <summary>Where in the expression's text it happened, counted in UTF-16 units from 0; -1 where that is not known.</summary>
    public int Offset { get; internal set; } = -1;
    /// <summary>Whether the evaluation was stopped: over its cost limit or cancelled. Nothing absorbs it.</summary>
    public bool IsFatal { get; }

    /// <summary>Whether the field of this value is there for certain, so that <c>has</c> is true though the value is not known.</summary>
    public bool IsPresent { get; internal init; }

    /// <inheritdoc/>
    public override CelType Type => CelType.Error;

    internal override bool EqualsObject(CelObject other) => ReferenceEquals(this, other);
    internal override int HashObject() => Message.GetHashCode();

    internal static CelFailure Merge(CelFailure left, CelFailure right) =>
        ReferenceEquals(left, right) ? left : new CelFailure(left.UnknownAttributes.Union(right.UnknownAttributes).ToArray());
}
