using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1004: images of Docker Hub are official ones or of publishers that the policy names (NIST SP 800-190 3.1.5).</summary>
internal sealed class ImageNotOfficial() : Rule(new("CSEC1004", "image-not-official", Severity.Medium,
    "Docker Hub image is neither official nor of a trusted publisher",
    "Use an official image, or add the publisher to trustedPublishers.")
{
    IsOptional = true,
    Parameters = [TrustedPublishers],
    References = ["NIST SP 800-190 3.1.5"],
}), IJudges<ImageUse>, IJudges<Image>, ICelRule
{
    private static readonly RuleParameter<IReadOnlyList<string>> TrustedPublishers = RuleParameter.List("trustedPublishers",
        "The publishers on Docker Hub that are trusted beside the official images, each for all its repositories, or repositories of theirs.",
        ParameterKinds.Publishers, static text => text);

    public void Judge(ImageUse image, RuleContext context)
    {
        if (image.Reference is not { Registry: ImageReference.DockerHub, IsOfficial: false } reference)
            return;
        IReadOnlyList<string> publishers = context.Parameters.Get(TrustedPublishers);
        if (ImagePattern.FirstMatch(publishers.Select(p => $"{ImageReference.DockerHub}/{p}"), reference) is null)
            context.Report(
                image,
                $"{image} of the Docker Hub publisher '{reference.Repository.Split('/')[0]}'. Allowed: "
                    + $"{string.Join(", ", ["official images", .. publishers])}.");
    }

    public void Judge(Image image, RuleContext context)
    {
        foreach (ImageUse use in image.Images)
            Judge(use, context);
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Images, $"i.name.startsWith('docker.io/') && !i.name.startsWith('docker.io/library/') && !{CelImages.IsNamedBy(TrustedPublishers.Name)}")
        .With(TrustedPublishers.Name, CelImages.Regexes(context.Parameters.Get(TrustedPublishers).Select(p => $"{ImageReference.DockerHub}/{p}")));
}
