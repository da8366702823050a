using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>What mutating policies would make of an object.</summary>
/// <param name="Object">The object as it would be stored; nothing was changed in place.</param>
/// <param name="Steps">What each policy that selects the request did, in order.</param>
public sealed record MutationPreview(CelValue Object, IReadOnlyList<MutationStep> Steps)
{
    /// <summary>Whether no policy that fails closed had an error: the API server refuses such a request.</summary>
    public bool IsAllowed { get; init; } = true;
}
