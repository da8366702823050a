using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Trust;
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
    public void Judge(ImageUse image, RuleContext context)
    {
        if (image.Reference?.WithDefaultTag() is not { } reference || !Asks(image, reference, context))
            return;
        ImageVerification? known = null;
        context.Images?.TryGetValue(reference.ToString(), out known);
        Judge(image, $"{image}", known, context.Trust.For(reference), context);
    }

    public void Judge(Image image, RuleContext context)
    {
        // What nobody can name may be any of the images that the policy speaks of.
        bool isNamed = image.Reference is { } text && ImageReference.TryParse(text, out _) == ImageReferenceError.None;
        ImageReference? reference = null;
        if (isNamed)
            ImageReference.TryParse(image.Reference!, out reference);
        IReadOnlyList<ImageTrustRequirement> asked = reference is null ? context.Trust.Requirements : context.Trust.For(reference.WithDefaultTag());
        if (context.Trust.IsEmpty)
            Undecided(image, "the policy does not say by whom images must be signed ('trust').", context);
        else if (asked.Count > 0)
            Judge(image, $"The image '{image.Reference ?? image.Name.Or("")}' is judged", image.Verification, asked, context);
    }

    /// <summary>Whether the policy asks something of an image. One that says nothing of trust at all has no verdict.</summary>
    private static bool Asks(ImageUse image, ImageReference reference, RuleContext context)
    {
        if (!context.Trust.IsEmpty)
            return context.Trust.For(reference).Count > 0;
        Undecided(image, "the policy does not say by whom images must be signed ('trust').", context);
        return false;
    }

    private static void Judge<TLocated>(
        TLocated at, Message what, ImageVerification? known, IReadOnlyList<ImageTrustRequirement> asked, RuleContext context)
        where TLocated : ILocated
    {
        switch (known?.State)
        {
            case ImageVerificationState.Verified or ImageVerificationState.NotRequired:
                return;
            case ImageVerificationState.Refused:
                context.Report(at, $"{what}, which is not signed as the policy asks. {string.Join(" ", known.Reasons)} Allowed: images signed by {Allowed(asked)}.");
                return;
            default:
                Undecided(at, known is null ? $"{what}, whose signatures nobody looked up." : $"{what}. {string.Join(" ", known.Reasons)}", context);
                return;
        }
    }

    private static string Allowed(IReadOnlyList<ImageTrustRequirement> asked) => string.Join("; and by ", asked.Select(Allowed));

    private static string Allowed(ImageTrustRequirement asked)
    {
        string[] who = [.. asked.Keys.Select(k => k.ToString()), .. asked.Identities.Select(i => i.ToString()), .. asked.Notary is null ? Array.Empty<string>() : ["the Notary trust policy"]];
        string number = who.Length == 1 ? "" : $"{asked.Threshold} of ";
        string attested = asked.Attestations.Count == 0 ? "" : $", with attestations of {string.Join(", ", asked.Attestations.Select(a => a.PredicateType))}";
        return $"{number}{string.Join(", ", who)}{attested}";
    }

    private static void Undecided<TLocated>(TLocated at, Message reason, RuleContext context)
        where TLocated : ILocated =>
        context.ReportNotEvaluated(new NotEvaluated("CSEC1011", reason.ToString(), at.Location ?? context.Resource.Location)
        {
            Resource = context.Resource.Identity,
            ResourceLocation = at.Location ?? context.Resource.Location,
        });
}
