using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1011: images are signed by those whom the policy trusts (NIST SP 800-190 4.1.5, SLSA). Somebody else verifies them before.</summary>
internal sealed class ImageUnsigned() : Rule(new("CSEC1011", "image-unsigned", Severity.High,
    "Image is not signed as the policy asks",
    "Have the image signed by one of those whom the policy's 'trust' names, or use one that is.")
{
    IsOptional = true,
    NeedsTrust = true,
    References = ["NIST SP 800-190 4.1.5"],
}), IJudges<ImageUse>, IJudges<Image>
{
    private const string NoTrust = "the policy does not say by whom images must be signed ('trust').";

    public void Judge(ImageUse image, RuleContext context)
    {
        if (image.Reference?.WithDefaultTag() is not { } reference)
            return;
        ImageVerification? known = null;
        context.Images?.TryGetValue(reference.ToString(), out known);
        Judge(image, reference, $"{image}", known, context);
    }

    public void Judge(Image image, RuleContext context)
    {
        // What nobody can name may be any of the images that the policy speaks of.
        ImageReference? reference = null;
        if (image.Reference is { } text)
            ImageReference.TryParse(text, out reference);
        Judge(image, reference?.WithDefaultTag(), $"The image '{image.Reference ?? image.Name.Or("")}' is judged", image.Verification, context);
    }

    private static void Judge<TLocated>(TLocated at, ImageReference? reference, Message what, ImageVerification? known, RuleContext context)
        where TLocated : ILocated
    {
        if (context.TrustedSigners is not { } signers)
            Undecided(at, NoTrust, context);
        else if (signers(reference) is { } allowed)
            Judge(at, what, known, allowed, context);
    }

    private static void Judge<TLocated>(TLocated at, Message what, ImageVerification? known, string allowed, RuleContext context)
        where TLocated : ILocated
    {
        switch (known?.State)
        {
            case ImageVerificationState.Verified or ImageVerificationState.NotRequired:
                return;
            case ImageVerificationState.Refused:
                context.Report(at, $"{what}, which is not signed as the policy asks. {string.Join(" ", known.Reasons)} Allowed: images signed by {allowed}.");
                return;
            default:
                Undecided(at, known is null ? $"{what}, whose signatures nobody looked up." : $"{what}. {string.Join(" ", known.Reasons)}", context);
                return;
        }
    }

    private static void Undecided<TLocated>(TLocated at, Message reason, RuleContext context)
        where TLocated : ILocated =>
        context.ReportNotEvaluated(new NotEvaluated("CSEC1011", reason.ToString(), at.Location ?? context.Resource.Location)
        {
            Resource = context.Resource.Identity,
            ResourceLocation = at.Location ?? context.Resource.Location,
        });
}
