using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies.Trust;

/// <summary>By whom images must be signed: the section <c>trust</c> of a policy. Immutable.</summary>
/// <param name="Requirements">What is asked; an image must satisfy all that name it.</param>
public sealed record ImageTrustPolicy(IReadOnlyList<ImageTrustRequirement> Requirements)
{
    /// <summary>A policy that asks nothing.</summary>
    public static ImageTrustPolicy None { get; } = new([]);

    /// <summary>Which images must be approved, by whom, and where approvals are kept: the section <c>approvals</c>. The default value asks nothing.</summary>
    public ApprovalSettings Approvals { get; init; } = ApprovalSettings.None;

    /// <summary>Whether nothing is asked.</summary>
    public bool IsEmpty => Requirements.Count == 0 && !Approvals.IsSet;

    /// <summary>Whether something is asked of an image: a signature or an approval.</summary>
    /// <param name="image">The image, normalised.</param>
    public bool Asks(ImageReference image) => Requirements.Any(r => r.Names(image)) || Approvals.Concerns(image);

    /// <summary>What is asked of an image; empty for nothing.</summary>
    /// <param name="image">The image, normalised.</param>
    public IReadOnlyList<ImageTrustRequirement> For(ImageReference image) => [.. Requirements.Where(r => r.Names(image))];

    /// <summary>Who may have signed an image, for people; null where nothing is asked of it.</summary>
    /// <param name="image">The image; null for one without a name, which may be any of those that are meant.</param>
    internal string? SignersOf(ImageReference? image)
    {
        IReadOnlyList<ImageTrustRequirement> asked = image is null ? Requirements : For(image);
        return asked.Count == 0 ? null : string.Join("; and by ", asked.Select(r => r.Signers));
    }

    /// <summary>This policy and what one that extends it asks besides.</summary>
    internal ImageTrustPolicy With(IReadOnlyList<ImageTrustRequirement> later) =>
        later.Count == 0 ? this : this with { Requirements = [.. Requirements, .. later] };
}
