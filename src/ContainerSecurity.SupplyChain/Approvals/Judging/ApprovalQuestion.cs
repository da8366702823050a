using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Approvals.Judging;

/// <summary>An image that is to run somewhere.</summary>
/// <param name="Image">The digest of what is run: the manifest, or the index it was asked for by.</param>
/// <param name="Repository">Where it comes from; null where that is not known, so that no registry is asked.</param>
/// <param name="Namespace">The namespace; null where there is none, so that only approvals for all namespaces count.</param>
public sealed record ApprovalQuestion(Digest Image, ImageReference? Repository = null, string? Namespace = null);
