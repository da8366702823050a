using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission.Kyverno;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A policy of the cluster: a ValidatingAdmissionPolicy, a Kyverno policy in CEL, or a Gatekeeper template in CEL, with its bindings and exceptions. Immutable and safe for use from any thread.</summary>
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
    public AdmissionResult Evaluate(AdmissionRequest request, AdmissionContext? context = null, CancellationToken cancellationToken = default)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        context ??= AdmissionContext.Offline;
        AdmissionResult? worst = null;
        foreach ((PolicyProgram program, PolicyBinding binding) in policy.For(request, context))
            worst = Worse(worst, Evaluate(program, binding, request, context, cancellationToken));
        if (worst is { Verdict: AdmissionVerdict.Allowed } && request.Errors.FirstOrDefault() is { } unread)
            worst = worst with { Verdict = AdmissionVerdict.Unknown, Enforcement = Enforcement.Deny, Error = unread.Message };
        return worst ?? new AdmissionResult(this, AdmissionVerdict.NotApplicable, []);
    }

    private AdmissionResult Evaluate(PolicyProgram program, PolicyBinding binding, AdmissionRequest request, AdmissionContext context, CancellationToken cancellation)
    {
        IReadOnlyList<CelValue> parameters = policy.Parameters(binding, request, context);
        if (parameters.Count == 0)
            return binding.Parameters!.AllowsMissing ? new AdmissionResult(this, AdmissionVerdict.NotApplicable, []) : MissingParameters(program, binding);
        AdmissionResult? worst = null;
        foreach (CelValue parameter in parameters)
            worst = Worse(worst, Evaluate(program, binding, new EvaluationState(program, request, context, parameter, cancellation)));
        return worst!;
    }

    private AdmissionResult Evaluate(PolicyProgram program, PolicyBinding binding, EvaluationState state)
    {
        EvaluationState conditions = state.ForConditions();
        CelValue allowance = CelValue.Null;
        foreach (PolicyException exception in exceptions)
        {
            if (!exception.Covers(conditions))
                continue;
            if (exception.Allowance.IsNull())
                return new AdmissionResult(this, AdmissionVerdict.NotApplicable, []);
            allowance = exception.Allowance;
        }
        CelValue met = program.EvaluateConditions(conditions);
        if (met == CelValue.False || (met.IsError && !program.FailsClosed))
            return new AdmissionResult(this, AdmissionVerdict.NotApplicable, [], met.Failure?.Message);
        if (met.IsUnknown)
            return Result(binding, AdmissionVerdict.Unknown, [], $"a match condition cannot be evaluated here: {string.Join(", ", met.Failure!.UnknownAttributes)} is not available offline");
        if (met.IsError)
            return Result(binding, AdmissionVerdict.Denied, [new AdmissionViolation($"a match condition resulted in error: {met.Failure!.Message}", "", "Invalid", null, met.Failure.Message)], met.Failure.Message);
        ProgramOutcome outcome = program.Validate(state.WithExceptions(allowance));
        return Result(binding, outcome.Verdict, outcome.Violations, outcome.Unknown ?? outcome.Error) with { AuditAnnotations = outcome.AuditAnnotations };
    }

    private AdmissionResult Result(PolicyBinding binding, AdmissionVerdict verdict, IReadOnlyList<AdmissionViolation> violations, string? error)
    {
        AdmissionViolation[] bound = [.. violations.Select(v => v with { Binding = binding.Name, Enforcement = v.IsFault ? Enforcement.Deny : binding.Enforcement })];
        return new AdmissionResult(this, verdict, bound, error) { Enforcement = bound.Length == 0 ? binding.Enforcement : bound.Max(v => v.Enforcement) };
    }

    private AdmissionResult MissingParameters(PolicyProgram program, PolicyBinding binding)
    {
        const string Message = "failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction";
        return program.FailsClosed
            ? Result(binding, AdmissionVerdict.Denied, [new AdmissionViolation(Message, "", "Invalid", null, Message) { IsFault = true }], Message)
            : new AdmissionResult(this, AdmissionVerdict.NotApplicable, [], Message);
    }

    /// <summary>Both results in one: the worse verdict, with the violations of both.</summary>
    private static AdmissionResult Worse(AdmissionResult? one, AdmissionResult other)
    {
        if (one is null)
            return other;
        AdmissionResult worse = Rank(other) > Rank(one) ? other : one;
        return worse with
        {
            Violations = [.. one.Violations.Union(other.Violations)],
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
