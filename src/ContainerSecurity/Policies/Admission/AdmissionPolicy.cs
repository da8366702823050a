using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission.Kyverno;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Admission;

/// <summary>
/// A policy of the cluster: a ValidatingAdmissionPolicy, a Kyverno policy in CEL, or a Gatekeeper template in CEL, with
/// its bindings and exceptions. Immutable and safe for use from any thread.
/// </summary>
public sealed class AdmissionPolicy
{
    private readonly BoundPolicy policy;
    private readonly PolicyException[] exceptions;

    internal AdmissionPolicy(PolicyDefinition definition, IEnumerable<PolicyBinding> bindings, IEnumerable<PolicyException> exceptions)
    {
        policy = new BoundPolicy(definition, bindings);
        this.exceptions = [.. exceptions];
    }

    /// <summary>The object's name, and the rule's behind a slash where the object holds several.</summary>
    public string Name => Definition.RuleName.Length == 0 ? Definition.Name : $"{Definition.Name}/{Definition.RuleName}";

    /// <summary>The object's kind, such as <c>ValidatingAdmissionPolicy</c>.</summary>
    public string Kind => Definition.Kind;

    /// <summary>Where the policy is written.</summary>
    public DocumentLocation Location => DocumentLocation.Of(Definition.Node);

    /// <summary>What the strictest binding does about violations, or the policy itself where none says so.</summary>
    public Enforcement Enforcement => policy.Enforcement;

    /// <summary>How bad a violation is.</summary>
    internal Severity Severity => Definition.SeverityFor(Enforcement);

    internal PolicyDefinition Definition => policy.Definition;

    /// <summary>Evaluates the policy. Without bindings, as a file of its own, it is taken to be in force everywhere.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">What is known of the cluster; null for nothing.</param>
    /// <param name="cancellationToken">Ends the evaluation; what is not evaluated yet is an error.</param>
    internal AdmissionResult Evaluate(AdmissionRequest request, AdmissionContext? context = null, CancellationToken cancellationToken = default)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        context ??= AdmissionContext.Offline;
        AdmissionResult? worst = null;
        foreach ((PolicyProgram program, PolicyBinding binding, string? unknown) in policy.For(request, context))
        {
            AdmissionResult result = new PolicyEvaluation(this, program, binding, request, context, cancellationToken).Run();
            worst = Worse(worst, unknown is null || result.IsAllowed ? result : Undecided(result, unknown, request));
        }
        if (worst is { Verdict: AdmissionVerdict.Allowed } && request.Errors.FirstOrDefault() is { } unread)
            worst = Undecided(worst with { Enforcement = Enforcement.Deny }, unread.Message, request);
        return worst ?? new AdmissionResult(this, AdmissionVerdict.NotApplicable, []);
    }

    /// <summary>What can be said before any request is there: what has no verdict, or may have none, because no file answers what it asks.</summary>
    internal IEnumerable<NotEvaluated> Foresee(IReadOnlyList<CelValue> objects)
    {
        if (Definition.Unevaluable is { } reason)
        {
            yield return new NotEvaluated(Name, Sentence(reason), DocumentLocation.Of(Definition.Place));
            yield break;
        }
        if (policy.MissingParameters(objects) is { } missing)
            yield return new NotEvaluated(Name, Sentence(missing), DocumentLocation.Of(Definition.Place));
        foreach (AdmissionExpression expression in Definition.Programs[0].Expressions)
            if (OutsideQuestions.In(expression) is { Count: > 0 } asked)
                yield return new NotEvaluated(
                    Name,
                    Sentence($"an expression asks {string.Join(", ", asked)}, which is not available offline{OutsideQuestions.Need(asked)}"),
                    DocumentLocation.Of(expression.Node ?? Definition.Place));
    }

    internal IReadOnlyList<CelValue> Parameters(
        PolicyBinding binding,
        AdmissionRequest request,
        AdmissionContext context) => policy.Parameters(binding, request, context);

    internal IReadOnlyList<PolicyException> Exceptions => exceptions;

    /// <summary>A gap in the policy's verdict.</summary>
    /// <param name="reason">Why, as a clause.</param>
    /// <param name="node">The expression; null for the policy.</param>
    /// <param name="request">The request that the reason lies in; null where it lies in the policy.</param>
    internal NotEvaluated Gap(
        string reason,
        DocumentNode? node,
        AdmissionRequest? request) => new(Name, Sentence(reason), DocumentLocation.Of(node ?? Definition.Place))
        {
            Resource = request?.Identity,
            ResourceLocation = request?.Subject.As<DocumentMap>() is { } document ? DocumentLocation.Of(document.Mapping) with { Path = "" } : null,
        };

    /// <summary>A result that is none, because it is not known whether the policy selects the request, or the API server could not read its object.</summary>
    private AdmissionResult Undecided(AdmissionResult result, string unknown, AdmissionRequest request) => result with
    {
        Verdict = AdmissionVerdict.Unknown,
        Violations = [],
        Error = unknown,
        NotEvaluated = [Gap(unknown, null, request)],
    };

    private static string Sentence(string clause) => clause.EndsWith(".", StringComparison.Ordinal) ? clause : clause + ".";

    /// <summary>Both results in one: the worse verdict, with the violations of both.</summary>
    internal static AdmissionResult Worse(AdmissionResult? one, AdmissionResult other)
    {
        if (one is null)
            return other;
        AdmissionResult worse = Rank(other) > Rank(one) ? other : one;
        return worse with
        {
            Violations = [.. one.Violations.Union(other.Violations)],
            NotEvaluated = [.. one.NotEvaluated.Union(other.NotEvaluated)],
            Error = one.Error ?? other.Error,
            AuditAnnotations = one.AuditAnnotations.Concat(other.AuditAnnotations).GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.First().Value),
        };
    }

    /// <summary>What denies outweighs what may deny, and that what is only told.</summary>
    private static int Rank(AdmissionResult result) => (result.Verdict, result.Enforcement) switch
    {
        (AdmissionVerdict.Denied, Enforcement.Deny) => 6,
        (AdmissionVerdict.Unknown, Enforcement.Deny) => 5,
        (AdmissionVerdict.Denied, Enforcement.Warn) => 4,
        (AdmissionVerdict.Denied, _) => 3,
        (AdmissionVerdict.Unknown, _) => 2,
        (AdmissionVerdict.Allowed, _) => 1,
        _ => 0,
    };
}
