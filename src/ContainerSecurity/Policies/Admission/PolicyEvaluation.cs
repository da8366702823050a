using ContainerSecurity.Cel.Values;
using ContainerSecurity.Policies.Admission.Kyverno;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The evaluation of one program of a policy under one binding.</summary>
internal sealed class PolicyEvaluation(AdmissionPolicy policy, PolicyProgram program, PolicyBinding binding, AdmissionRequest request, AdmissionContext context, CancellationToken cancellation)
{
    public AdmissionResult Run()
    {
        var conditions = new EvaluationState(program, request, context, CelValue.Null, cancellation) { Budget = new CostBudget(CostBudget.OfConditions) };
        CelValue allowance = CelValue.Null;
        foreach (PolicyException exception in policy.Exceptions)
        {
            if (!exception.Covers(conditions))
                continue;
            if (exception.Allowance.IsNull())
                return Result(AdmissionVerdict.NotApplicable);
            allowance = exception.Allowance;
        }
        if (policy.Definition.Unevaluable is { } reason)
            return Undecided(new UndecidedExpression(null, reason, IsOfResource: false));
        CelValue met = program.EvaluateConditions(conditions, out AdmissionExpression? failed);
        if (met == CelValue.False || (met.IsError && !program.FailsClosed && met.Failure is not { IsFatal: true }))
            return Result(AdmissionVerdict.NotApplicable, error: met.Failure?.Message);
        if (met.IsUnknown || (met.IsError && !program.FailsClosed))
            return Undecided(PolicyProgram.Undecided(failed!, met) with { Reason = $"a match condition cannot be evaluated here: {WhyNot(met)}" });
        if (met.IsError)
            return Result(AdmissionVerdict.Denied, [new AdmissionViolation($"a match condition resulted in error: {met.Failure!.Message}", "", "Invalid", null, met.Failure.Message)], met.Failure.Message);
        return Validate(allowance);
    }

    private AdmissionResult Validate(CelValue allowance)
    {
        IReadOnlyList<CelValue> parameters = policy.Parameters(binding, request, context);
        if (parameters.Count == 0)
            return Missing();
        AdmissionResult? worst = null;
        foreach (CelValue parameter in parameters)
        {
            ProgramOutcome outcome = program.Validate(new EvaluationState(program, request, context, parameter, cancellation) { Exceptions = allowance });
            worst = AdmissionPolicy.Worse(worst, Result(outcome.Verdict, outcome.Violations, outcome.Undecided.FirstOrDefault()?.Reason ?? outcome.Error) with
            {
                AuditAnnotations = outcome.AuditAnnotations,
                NotEvaluated = [.. outcome.Undecided.Select(Gap)],
            });
        }
        return worst!;
    }

    /// <summary>The API server refuses a request for want of parameters only where nothing says otherwise; what parameters a cluster holds that are not given here, nobody knows.</summary>
    private AdmissionResult Missing()
    {
        if (binding.Name.Length == 0 || binding.Parameters!.AllowsMissing || !program.FailsClosed)
            return Undecided(new UndecidedExpression(null, $"it takes parameters of kind '{binding.Parameters!.Kind}', and none is given", IsOfResource: false));
        string message = $"failed to configure binding: no params found for policy binding '{binding.Name}' with `Deny` parameterNotFoundAction";
        return Result(AdmissionVerdict.Denied, [new AdmissionViolation(message, "", "Invalid", null, message)], message);
    }

    private Rules.NotEvaluated Gap(UndecidedExpression undecided) => policy.Gap(undecided.Reason, undecided.Expression?.Node, undecided.IsOfResource ? request : null);

    private AdmissionResult Undecided(UndecidedExpression undecided) => Result(AdmissionVerdict.Unknown, error: undecided.Reason) with { NotEvaluated = [Gap(undecided)] };

    private AdmissionResult Result(AdmissionVerdict verdict, IReadOnlyList<AdmissionViolation>? violations = null, string? error = null) =>
        new(policy, verdict, violations ?? [], error) { Enforcement = binding.Enforcement };

    private static string WhyNot(CelValue met) => met.IsUnknown ? $"{string.Join(", ", met.Failure!.UnknownAttributes)} is not available offline" : met.Failure!.Message;
}
