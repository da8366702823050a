using ContainerSecurity.Cel.Values;
using ContainerSecurity.Policies.Admission.Mutations;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The expressions of a policy for the requests that it selects. A Kyverno policy has one more for each shape of pod controller.</summary>
internal sealed class PolicyProgram
{
    public required IRequestMatch Match { get; init; }

    public IReadOnlyList<NamedExpression> Conditions { get; init; } = [];

    public IReadOnlyList<NamedExpression> Variables { get; init; } = [];

    public IReadOnlyList<Validation> Validations { get; init; } = [];

    public IReadOnlyList<NamedExpression> AuditAnnotations { get; init; } = [];

    public IReadOnlyList<Mutation> Mutations { get; init; } = [];

    /// <summary>Whether an expression without a value denies.</summary>
    public bool FailsClosed { get; init; } = true;

    /// <summary>Whether <c>namespaceObject</c> has a type, as in the API server.</summary>
    public bool IsNamespaceTyped { get; init; } = true;

    /// <summary>Variables that the engine brings, such as Gatekeeper's <c>variables.params</c>.</summary>
    public Func<string, EvaluationState, CelValue?> FixedVariable { get; init; } = (_, _) => null;

    public IEnumerable<AdmissionExpression> Expressions =>
        [
            .. Conditions.Concat(Variables).Concat(AuditAnnotations).Select(n => n.Expression),
            .. Mutations.Select(m => m.Expression),
            .. Validations.SelectMany(v => v.MessageExpression is { } message ? new[] { v.Expression, message } : [v.Expression])
        ];

    /// <summary>Whether the match conditions hold: true, false, or an unknown or error where that cannot be told. One that is false decides.</summary>
    public CelValue EvaluateConditions(EvaluationState state) => EvaluateConditions(state, out _);

    /// <summary>Whether the match conditions hold, and the one that it cannot be told of.</summary>
    public CelValue EvaluateConditions(EvaluationState state, out AdmissionExpression? failed)
    {
        CelValue result = CelValue.True;
        failed = null;
        foreach (NamedExpression condition in Conditions)
        {
            CelValue value = condition.Expression.Evaluate(state);
            if (value == CelValue.False)
                return value;
            if (value != CelValue.True && !result.IsFailure)
                (result, failed) = (value.IsFailure ? value : CelValue.Error($"match condition '{condition.Name}' is no boolean"), condition.Expression);
        }
        return result;
    }

    /// <summary>Evaluates the validations.</summary>
    public ProgramOutcome Validate(EvaluationState state)
    {
        var outcome = new ProgramOutcome();
        foreach (Validation validation in Validations)
        {
            CelValue value = validation.Expression.Evaluate(state);
            if (state.Budget.IsExhausted)
                return Exhausted();
            if (value == CelValue.True)
                continue;
            if (value.IsUnknown)
                outcome.Undecided.Add(Undecided(validation.Expression, value));
            else if (value == CelValue.False)
                outcome.Violations.Add(new AdmissionViolation(
                    validation.Say(state),
                    validation.Expression.Text,
                    validation.Reason,
                    AccessTrace.Locate(validation.Expression, state)));
            else
                Fail(outcome, validation, value, state);
        }
        foreach (NamedExpression annotation in AuditAnnotations)
            Annotate(outcome, annotation, annotation.Expression.Evaluate(state));
        return outcome;
    }

    /// <summary>A policy that costs too much has no verdict on anything, however much of it was evaluated.</summary>
    private ProgramOutcome Exhausted()
    {
        const string Message = "validation failed due to running out of cost budget, no further validation rules will be run";
        var outcome = new ProgramOutcome { Error = Message };
        if (FailsClosed)
            outcome.Violations.Add(new AdmissionViolation(Message, "", "Invalid", null, Message));
        else
            outcome.Undecided.Add(new UndecidedExpression(null, Message, IsOfResource: true));
        return outcome;
    }

    /// <summary>
    /// Takes an audit annotation: text that says something, or null for none. Without a value the policy denies,
    /// whatever its bindings do about violations.
    /// </summary>
    private void Annotate(ProgramOutcome outcome, NamedExpression annotation, CelValue value)
    {
        if (value is { Kind: CelKind.String } text)
        {
            if (text.AsString().Trim() is { Length: > 0 } said)
                outcome.AuditAnnotations[annotation.Name] = said;
            return;
        }
        if (value.IsNull())
            return;
        string error = value.IsFailure ? Describe(annotation.Expression, value)
            : $"valueExpression '{annotation.Expression.Text.Trim()}' resulted in unsupported return type: "
                + $"{value.Type.Name}. Return type must be either string or null.";
        if (value.IsUnknown || (!FailsClosed && value.Failure is { IsFatal: true }))
            outcome.Undecided.Add(Undecided(annotation.Expression, value));
        else
            outcome.Error ??= error;
        if (FailsClosed && !value.IsUnknown)
            outcome.Violations.Add(new AdmissionViolation(error, annotation.Expression.Text, "Invalid", null, error) { IsFault = true });
    }

    private void Fail(ProgramOutcome outcome, Validation validation, CelValue value, EvaluationState state)
    {
        string error = Describe(validation.Expression, value);
        outcome.Error ??= error;
        // A policy may ask to pass what it cannot evaluate, but that is no evaluation that was broken off.
        if (!FailsClosed && value.Failure is { IsFatal: true })
            outcome.Undecided.Add(Undecided(validation.Expression, value));
        if (FailsClosed)
            outcome.Violations.Add(new AdmissionViolation(
                error,
                validation.Expression.Text,
                validation.Reason,
                AccessTrace.Locate(validation.Expression, state),
                error));
    }

    /// <summary>What the reports say of an expression without a value.</summary>
    public static UndecidedExpression Undecided(AdmissionExpression expression, CelValue value) =>
        new(expression, Describe(expression, value), !value.IsUnknown || value.Failure!.UnknownAttributes.Any(a => !OutsideQuestions.AreAskedBy(a)));

    internal static string Describe(AdmissionExpression expression, CelValue value) => value switch
    {
        { IsUnknown: true } => $"expression '{expression.Text.Trim()}' cannot be evaluated here: {OutsideQuestions.Lacking(value.Failure!.UnknownAttributes)}",
        { IsError: true } => $"expression '{expression.Text.Trim()}' resulted in error: {value.Failure!.Message}",
        _ => $"expression '{expression.Text.Trim()}' must be a boolean",
    };
}
