using ContainerSecurity.Cel.Values;
using ContainerSecurity.Policies.Admission.Kyverno;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The evaluation of one program of a policy under one binding.</summary>
internal sealed class PolicyEvaluation(
    AdmissionPolicy policy,
    PolicyProgram program,
    PolicyBinding binding,
    AdmissionRequest request,
    AdmissionContext context,
    CancellationToken cancellation)
{
    public AdmissionResult Run()
    {
        if (policy.Definition.Unevaluable is { } reason)
            return IsExcepted(new EvaluationState(program, request, context, CelValue.Null, cancellation).ForConditions(), out _)
                ? Result(AdmissionVerdict.NotApplicable) : Undecided(new UndecidedExpression(null, reason, IsOfResource: false));
        IReadOnlyList<CelValue> parameters = policy.Parameters(binding, request, context);
        if (parameters.Count == 0)
            return Missing();
        AdmissionResult? worst = null;
        foreach (CelValue parameter in parameters)
            worst = AdmissionPolicy.Worse(worst, Run(new EvaluationState(program, request, context, parameter, cancellation)));
        return worst!;
    }

    private AdmissionResult Run(EvaluationState state)
    {
        EvaluationState conditions = state.ForConditions();
        if (IsExcepted(conditions, out CelValue allowance))
            return Result(AdmissionVerdict.NotApplicable);
        CelValue met = program.EvaluateConditions(conditions, out AdmissionExpression? failed);
        if (met == CelValue.False || (met.IsError && !program.FailsClosed && met.Failure is not { IsFatal: true }))
            return Result(AdmissionVerdict.NotApplicable, error: met.Failure?.Message);
        if (met.IsUnknown || (met.IsError && !program.FailsClosed))
            return Undecided(PolicyProgram.Undecided(failed!, met) with { Reason = $"a match condition cannot be evaluated here: {WhyNot(met)}" });
        if (met.IsError)
            return Result(
                AdmissionVerdict.Denied,
                [new AdmissionViolation(
                    $"a match condition resulted in error: {met.Failure!.Message}",
                    "",
                    "Invalid",
                    null,
                    met.Failure.Message)],
                met.Failure.Message);
        ProgramOutcome outcome = program.Validate(state.WithExceptions(allowance));
        return Result(outcome.Verdict, outcome.Violations, outcome.Undecided.FirstOrDefault()?.Reason ?? outcome.Error) with
        {
            AuditAnnotations = outcome.AuditAnnotations,
            NotEvaluated = [.. outcome.Undecided.Select(Gap)],
        };
    }

    /// <summary>Whether an exception takes the request from the policy; else what exceptions allow it.</summary>
    private bool IsExcepted(EvaluationState conditions, out CelValue allowance)
    {
        allowance = CelValue.Null;
        foreach (PolicyException exception in policy.Exceptions)
        {
            if (!exception.Covers(conditions))
                continue;
            if (exception.Allowance.IsNull())
                return true;
            allowance = exception.Allowance;
        }
        return false;
    }

    /// <summary>
    /// The API server refuses a request for want of parameters only where nothing says otherwise; what parameters a
    /// cluster holds that are not given here, nobody knows.
    /// </summary>
    private AdmissionResult Missing()
    {
        const string Message = "failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction";
        bool isNeedless = binding.Parameters!.AllowsMissing || !program.FailsClosed;
        if (binding.Name.Length == 0 || (isNeedless && !context.HasAllParameters))
            return Undecided(new UndecidedExpression(null, $"it takes parameters of kind '{binding.Parameters.Kind}', and none is given", IsOfResource: false));
        return isNeedless ? Result(AdmissionVerdict.NotApplicable)
            : Result(AdmissionVerdict.Denied, [new AdmissionViolation(Message, "", "Invalid", null, Message) { IsFault = true }], Message);
    }

    private Rules.NotEvaluated Gap(UndecidedExpression undecided) =>
        policy.Gap(undecided.Reason, undecided.Expression?.Node, undecided.IsOfResource ? request : null);

    private AdmissionResult Undecided(UndecidedExpression undecided) =>
        Result(AdmissionVerdict.Unknown, error: undecided.Reason) with { NotEvaluated = [Gap(undecided)] };

    private AdmissionResult Result(AdmissionVerdict verdict, IReadOnlyList<AdmissionViolation>? violations = null, string? error = null)
    {
        AdmissionViolation[] bound = [.. (violations
            ?? []).Select(v =>
                v with { Binding = binding.Name, Enforcement = v.IsFault ? Enforcement.Deny : binding.Enforcement })];
        return new AdmissionResult(policy, verdict, bound, error) { Enforcement = bound.Length == 0 ? binding.Enforcement : bound.Max(v => v.Enforcement) };
    }

    private static string WhyNot(CelValue met) => met.IsUnknown ? OutsideQuestions.Lacking(met.Failure!.UnknownAttributes) : met.Failure!.Message;
}
