using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.AspNetCore.Admission.Messages;
using ContainerSecurity.AspNetCore.Admission.Reviews;
using ContainerSecurity.Documents;
using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.AspNetCore.Admission.Judging;

/// <summary>
/// Answers reviews with what the policy hardens. It refuses nothing: what is left as it is comes to the validating
/// webhooks.
/// </summary>
internal sealed class ReviewHardener(AdmissionWebhookOptions options)
{
    private const int MaxDepth = 128;

    /// <summary>The hardener of each policy, which is gone when it is.</summary>
    private readonly ConditionalWeakTable<PolicyEngine, Hardener> known = [];

    /// <summary>Answers a review.</summary>
    /// <param name="review">The review.</param>
    /// <param name="engine">The policy as it is now; nothing else is asked for it.</param>
    /// <param name="cancellationToken">Ends the search for images.</param>
    public async Task<ReviewVerdict> HardenAsync(AdmissionReview review, PolicyEngine engine, CancellationToken cancellationToken)
    {
        // A patch on a deletion is an error for the user; a part of an object is not its whole.
        if (review.Operation is AdmissionOperation.Delete or AdmissionOperation.Connect || review.IsOfSubresource)
            return Unchanged(engine, "there is nothing to harden.");
        var errors = new List<DocumentError>();
        EvaluationRequest request = EvaluationRequest.FromReview(review.Document, errors, engine.Policy.Pods);
        Hardener hardener = known.GetValue(engine, Create);
        HardeningResult result = ResolverOf(engine.Policy) is { } resolver
            ? await hardener.HardenAsync(request, resolver, cancellationToken).ConfigureAwait(false)
            : hardener.Harden(request);
        cancellationToken.ThrowIfCancellationRequested();
        return result.Operations.Count == 0
            ? Unchanged(engine, result.Errors.Count > 0 ? $"not all could be read: {result.Errors[0].Message}" : "there is nothing to harden.")
            : ToVerdict(review, result, engine.Policy.Name);
    }

    /// <summary>Who says what images are: images that are verified are what was verified.</summary>
    private IImageResolver? ResolverOf(Policy policy) =>
        options.ImageTrust is { } trust && !policy.Trust.IsEmpty ? new VerifiedImages(trust, policy, options.ImageResolver) : options.ImageResolver;

    private Hardener Create(PolicyEngine engine)
    {
        Policy policy = engine.Policy with
        {
            IsSetComplete = false,
            IgnoresWaiversOfObjects = engine.Policy.IgnoresWaiversOfObjects || !options.HonorsWaiversOfObjects,
        };
        return new Hardener(options.ImageTrust is null || policy.Trust.IsEmpty ? policy : VerifiedImages.Pin(policy));
    }

    private static ReviewVerdict Unchanged(PolicyEngine engine, string reason) =>
        new(true, "") { Policy = engine.Policy.Name, Reason = Shown.Cut(Reports.VisibleText.Of($"Unchanged: {reason}"), DenialMessage.MaxLength) };

    private static ReviewVerdict ToVerdict(AdmissionReview review, HardeningResult result, string policy)
    {
        CheckThatItApplies(review, result);
        string[] rules = [.. result.Mended.Select(f => f.Finding.Rule.Id).Distinct()];
        var warnings = new WarningList();
        foreach (HardeningNote note in result.Notes)
            warnings.Add($"{note.Finding.Finding.Rule.Id} (hardened): {note.Message}");
        return new ReviewVerdict(true, "")
        {
            Policy = policy,
            Reason = $"Hardened: {string.Join(", ", rules)}.",
            Rules = rules,
            Warnings = warnings.ToList(),
            Patch = Encoding.UTF8.GetBytes(result.ToJsonPatch()),
        };
    }

    /// <summary>
    /// A patch that does not apply is an error for the user, whatever the failurePolicy: it is tried on what was sent.
    /// </summary>
    private static void CheckThatItApplies(AdmissionReview review, HardeningResult result)
    {
        JsonNode sent = JsonNode.Parse(review.Document.File.Text!, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth })!;
        result.ApplyTo(sent["request"]!["object"]!);
    }
}
