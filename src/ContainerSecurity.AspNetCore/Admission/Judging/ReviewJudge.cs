using System.Runtime.CompilerServices;
using ContainerSecurity.AspNetCore.Admission.Messages;
using ContainerSecurity.AspNetCore.Admission.Reviews;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.AspNetCore.Admission.Judging;

/// <summary>Judges reviews by one policy each.</summary>
internal sealed class ReviewJudge(AdmissionWebhookOptions options)
{
    /// <summary>The engines of each policy, which are gone when it is.</summary>
    private readonly ConditionalWeakTable<PolicyEngine, ReviewEngines> known = [];

    /// <summary>Judges a review.</summary>
    /// <param name="review">The review.</param>
    /// <param name="engine">The policy as it is now; nothing else is asked for it.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public async Task<ReviewVerdict> JudgeAsync(AdmissionReview review, PolicyEngine engine, CancellationToken cancellationToken)
    {
        ReviewEngines engines = known.GetValue(engine, e => ReviewEngines.Create(e, options.HonorsWaiversOfObjects));
        // A deletion is for the cluster's own policies to judge; without any there is nothing that could deny it.
        if (review.Operation == AdmissionOperation.Delete && engine.Policy.Admission.Policies.Count == 0)
            return new ReviewVerdict(true, "") { Policy = engine.Policy.Name, Reason = "Allowed: no rule judges deletions." };
        var errors = new List<DocumentError>();
        EvaluationRequest request = EvaluationRequest.FromReview(review.Document, errors, engine.Policy.Pods);
        if (options.CompleteAsync is { } complete)
            request = await complete(request, cancellationToken).ConfigureAwait(false);
        if (options.ImageTrust is { } trust && request.Images is null)
            request = request.WithImages(await engines.New.VerifyImagesAsync(request.Resources, trust, cancellationToken).ConfigureAwait(false));
        Decision decision = await engines.New.EvaluateAsync(request, cancellationToken).ConfigureAwait(false);
        if (errors.Count > 0)
            decision = decision with { Errors = [.. ErrorsOfNew(request, errors, engine.Policy), .. decision.Errors] };
        IEnumerable<PolicyFinding> before = [];
        if (options.AllowsOldFindings && !decision.IsAllowed && request is { Operation: AdmissionOperation.Update, Old: { } old, Resources: [{ } first, ..] })
        {
            Decision softened = (await JudgeOldAsync(engines.Old, request, old.Node, cancellationToken).ConfigureAwait(false)).Soften(decision, first.Node);
            before = decision.Denying.Except(softened.Denying);
            decision = softened;
        }
        return ToVerdict(decision, engine.Policy.Name, before);
    }

    private static async Task<OldFindings> JudgeOldAsync(PolicyEngine engine, EvaluationRequest request, MappingNode old, CancellationToken cancellationToken)
    {
        var errors = new List<DocumentError>();
        var asked = new EvaluationRequest(KubernetesReader.Read(old, errors, engine.Policy.Pods))
        {
            Operation = AdmissionOperation.Update,
            User = request.User,
            Namespace = request.Namespace,
            Cluster = request.Cluster,
            Images = request.Images,
        };
        Decision decision = await engine.EvaluateAsync(asked, cancellationToken).ConfigureAwait(false);
        return new OldFindings(decision with { Errors = [.. errors, .. decision.Errors] }, old);
    }

    /// <summary>The errors without those of the old object, which is not what shall be.</summary>
    private static IEnumerable<DocumentError> ErrorsOfNew(EvaluationRequest request, List<DocumentError> errors, Policy policy)
    {
        if (request.Old is null)
            return errors;
        var old = new List<DocumentError>();
        KubernetesReader.Read(request.Old.Node, old, policy.Pods);
        return request.Operation == AdmissionOperation.Delete ? [] : errors.Except(old);
    }

    private static ReviewVerdict ToVerdict(Decision decision, string policy, IEnumerable<PolicyFinding> before)
    {
        PolicyFinding[] denying = [.. decision.Denying.OrderByDescending(f => f.Severity)];
        PolicyFinding[] warning = [.. decision.Findings.Where(f => f is { IsActive: true, Enforcement: Enforcement.Warn }).OrderByDescending(f => f.Severity)];
        DocumentError? fault = decision.Errors.FirstOrDefault(e => e.IsFault);
        return new ReviewVerdict(decision.IsAllowed, decision.IsAllowed ? "" : MessageOf(decision, denying, policy))
        {
            Policy = policy,
            Reason = Shown.Cut(Reports.VisibleText.Of(decision.Reason), DenialMessage.MaxLength),
            Denying = denying,
            Warnings = WarningsOf(warning, [.. before.Select(f => f.Finding)]),
            Rules = [.. denying.Concat(warning).Select(f => f.Finding.Rule.Id).Distinct()],
            // What was found before a fault denies all the same.
            IsFailure = fault is not null && denying.Length == 0,
        };
    }

    private static string MessageOf(Decision decision, PolicyFinding[] denying, string policy) => denying.Length > 0
        ? DenialMessage.Of(policy, denying)
        : Shown.Cut(Reports.VisibleText.Of(decision.Reason), DenialMessage.MaxLength);

    private static IReadOnlyList<string> WarningsOf(PolicyFinding[] warning, HashSet<Rules.Finding> before)
    {
        var warnings = new WarningList();
        foreach (PolicyFinding finding in warning)
        {
            string note = before.Contains(finding.Finding) ? " (as before)" : "";
            warnings.Add($"{finding.Finding.Rule.Id}{note}: {finding.Finding.Message}");
        }
        return warnings.ToList();
    }
}
