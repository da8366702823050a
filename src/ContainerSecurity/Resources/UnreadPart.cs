using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A part of a resource that looks like something to be judged, and was not.</summary>
/// <param name="Location">Where it is written.</param>
/// <param name="Reason">Why it was not judged, as a sentence.</param>
internal sealed record UnreadPart(DocumentLocation Location, string Reason)
{
    /// <summary>Whether a bound was reached, so that there may be more.</summary>
    public bool IsBound { get; init; }
}
