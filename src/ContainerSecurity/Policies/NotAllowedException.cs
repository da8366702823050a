namespace ContainerSecurity.Policies;

/// <summary>Says that a decision does not allow what was judged, with its findings as a person reads them.</summary>
public sealed class NotAllowedException : Exception
{
    /// <summary>Creates the exception of a decision.</summary>
    /// <param name="decision">The decision, which does not allow.</param>
    public NotAllowedException(Decision decision)
        : base(DecisionText.Of(decision ?? throw new ArgumentNullException(nameof(decision)))) => Decision = decision;

    /// <summary>The decision.</summary>
    public Decision Decision { get; }
}
