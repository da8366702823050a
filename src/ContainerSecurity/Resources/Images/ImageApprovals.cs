namespace ContainerSecurity.Resources.Images;

/// <summary>Where an image is approved: approvals are given for namespaces, so the answer depends on where the image is to run.</summary>
/// <param name="judge">Says it of a namespace, or of none. It asks nobody, for rules call it.</param>
public sealed class ImageApprovals(Func<string?, ImageApproval> judge)
{
    /// <summary>Whether the image is approved.</summary>
    /// <param name="space">The namespace; null where there is none, or it is not known.</param>
    public ImageApproval For(string? space) => judge(space);
}
