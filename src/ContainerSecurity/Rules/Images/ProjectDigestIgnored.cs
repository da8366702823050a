using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Projects;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1017: a digest that a project pins its base image by is one that its SDK obeys (NIST SP 800-190 3.2.2).</summary>
internal sealed class ProjectDigestIgnored() : Rule(new("CSEC1017", "project-digest-ignored", Severity.Medium,
    "Digest of a base image is dropped by the SDK",
    "Let global.json name the SDK 9.0.103 or a newer one.")
{
    References = ["NIST SP 800-190 3.2.2"],
}), IJudges<ContainerProject>
{
    /// <summary>The first SDK that builds on the digest, and not on whatever the tag names.</summary>
    private static readonly Version First = new(9, 0, 103);

    public void Judge(ContainerProject project, RuleContext context)
    {
        if (project.Sdk is not { IsPinned: true, Number: { } number } sdk || number >= First)
            return;
        foreach (ImageUse image in project.Images)
            if (image.Reference is { Digest: not null })
                context.Report(
                    image,
                    $"{image}, but the SDK {sdk.Text} that global.json names drops the digest and builds on what the tag names today. "
                        + $"Allowed: the SDK 9.0.103 or a newer one.");
    }
}
