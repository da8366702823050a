using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1010: images are approved for where they run (NIST SP 800-190 4.1.5, 4.2.1). Somebody else asks the stores of approvals before.</summary>
internal sealed class ImageNotApproved() : Rule(new("CSEC1010", "image-not-approved", Severity.High,
    "Image is not approved",
    "Have the image approved, by its digest, by those whom the policy's 'approvals' names ('csec approve'), or use one that is.")
{
    IsOptional = true,
    NeedsTrust = true,
    References = ["NIST SP 800-190 4.1.5", "NIST SP 800-190 4.2.1"],
}), IJudges<ImageUse>, IJudges<Image>
{
    private const string NoApprovals = "the policy does not say where approvals are kept ('approvals').";

    public void Judge(ImageUse image, RuleContext context)
    {
        if (image.Reference?.WithDefaultTag() is not { } reference || !Asks(image, reference, context))
            return;
        ImageVerification? known = null;
        context.Images?.TryGetValue(reference.ToString(), out known);
        if (known?.Approvals is { } approvals)
            Judge(image, $"{image}", approvals.For(context.Resource.Identity.Namespace ?? context.RequestedNamespace()), context.Approvers!(reference)!,
                context);
        else
            Undecided(image, known is { Reasons.Count: > 0 }
                ? $"{image}. {string.Join(" ", known.Reasons)}"
                : $"{image}, whose approvals nobody looked up.", context);
    }

    public void Judge(Image image, RuleContext context)
    {
        ImageReference? reference = null;
        if (image.Reference is { } text)
            ImageReference.TryParse(text, out reference);
        reference = reference?.WithDefaultTag();
        Message what = $"The image '{image.Reference ?? image.Name.Or("")}' is judged";
        if (image.Approval is { } approval)
            Judge(image, what, approval, context.Approvers?.Invoke(reference) ?? "those who may", context);
        else if (Asks(image, reference, context))
            Undecided(image, $"{what}, whose approvals nobody looked up.", context);
    }

    /// <summary>Whether an image must be approved. A policy that says nothing of approvals has no verdict.</summary>
    private static bool Asks<TLocated>(TLocated at, ImageReference? reference, RuleContext context)
        where TLocated : ILocated
    {
        if (context.Approvers is { } approvers)
            return approvers(reference) is not null;
        Undecided(at, NoApprovals, context);
        return false;
    }

    private static void Judge<TLocated>(TLocated at, Message what, ImageApproval approval, string allowed, RuleContext context)
        where TLocated : ILocated
    {
        if (!approval.IsApproved)
            context.Report(at, $"{what}, which is not approved. {approval.Reason} Allowed: images approved for '{approval.Environment}' by {allowed}.");
    }

    private static void Undecided<TLocated>(TLocated at, Message reason, RuleContext context)
        where TLocated : ILocated =>
        context.ReportNotEvaluated(new NotEvaluated("CSEC1010", reason.ToString(), at.Location ?? context.Resource.Location)
        {
            Resource = context.Resource.Identity,
            ResourceLocation = at.Location ?? context.Resource.Location,
        });
}
