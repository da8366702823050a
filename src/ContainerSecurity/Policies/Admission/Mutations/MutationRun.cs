using ContainerSecurity.Cel.Values;
using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>Puts an object to one mutating policy after the other.</summary>
internal sealed class MutationRun(AdmissionRequest request, AdmissionContext context, CancellationToken cancellation)
{
    private const string MissingParameters = "failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction";

    /// <summary>The API server refuses such a policy when it is written, so that it is not in force.</summary>
    private const string NoObject = "an ApplyConfiguration must be an Object; the API server refuses the policy";

    private readonly List<MutationStep> steps = [];
    private AdmissionRequest current = request;
    private bool isRefused;

    /// <summary>Runs the policies. One that is to be invoked again is so where a later one has changed the object.</summary>
    public MutationPreview Run(IReadOnlyList<BoundPolicy> policies)
    {
        var before = new string[policies.Count];
        for (int i = 0; i < policies.Count; i++)
            before[i] = Invoke(policies[i]);
        string after = TextOf(current.Requested);
        for (int i = 0; i < policies.Count; i++)
            if (policies[i].Definition.IsReinvoked && before[i] != after)
                Invoke(policies[i]);
        return new MutationPreview(AdmissionObjects.WithoutUnknown(current.Object), steps) { IsAllowed = !isRefused };
    }

    /// <summary>Puts the object to a policy, and tells what it is then.</summary>
    private string Invoke(BoundPolicy policy)
    {
        foreach ((PolicyProgram program, PolicyBinding binding, string? unknown) in policy.For(current, context))
            if (unknown is null)
                Invoke(policy, program, binding);
            else
                steps.Add(new MutationStep(policy.Definition.Name, IsChanged: false, unknown));
        return TextOf(current.Requested);
    }

    private void Invoke(BoundPolicy policy, PolicyProgram program, PolicyBinding binding)
    {
        IReadOnlyList<CelValue> parameters = policy.Parameters(binding, current, context);
        if (parameters.Count == 0 && binding.Name.Length > 0 && !binding.Parameters!.AllowsMissing)
            Add(policy, program, isChanged: false, MissingParameters);
        foreach (CelValue parameter in parameters)
        {
            if (isRefused || Apply(program, parameter) is not { } outcome)
                continue;
            CelValue changed = outcome;
            bool isChanged = !changed.IsFailure && TextOf(changed) != TextOf(current.Requested);
            Add(policy, program, isChanged, changed.Failure?.Message);
            current = isChanged ? current.WithObject(changed) : current;
        }
    }

    private void Add(BoundPolicy policy, PolicyProgram program, bool isChanged, string? error)
    {
        steps.Add(new MutationStep(policy.Definition.Name, isChanged, error));
        isRefused |= error is not null && error != NoObject && program.FailsClosed;
    }

    /// <summary>The changed object or an error; null where the policy's conditions do not hold.</summary>
    private CelValue? Apply(PolicyProgram program, CelValue parameter)
    {
        CelValue original = current.Requested;
        var state = new EvaluationState(program, current, context, parameter, cancellation) { Object = original };
        CelValue met = program.EvaluateConditions(state.ForConditions());
        if (met != CelValue.True)
            return met.IsFailure ? met : null;
        CelValue changed = original;
        foreach (Mutation mutation in program.Mutations)
        {
            // Each mutation sees what the one before it made.
            CelValue change = mutation.Expression.Evaluate(new EvaluationState(program, current, context, parameter, cancellation) { Object = changed });
            changed = change.IsFailure ? CelValue.Error(PolicyProgram.Describe(mutation.Expression, change)) : Apply(mutation, changed, change);
            if (changed.IsFailure)
                return changed;
        }
        return changed;
    }

    private CelValue Apply(Mutation mutation, CelValue target, CelValue change)
    {
        if (!mutation.IsJsonPatch && change.As<MutationObject>() is null)
            return CelValue.Error(NoObject);
        ObjectSchema? schema = ObjectSchemas.Find(target.FindText("apiVersion") ?? "", target.FindText("kind") ?? "");
        CelValue changed = mutation.IsJsonPatch ? JsonPatch.Apply(target, change) : StructuredMerge.Apply(target, change, schema);
        return changed.IsFailure || current.IsRaw ? changed : AdmissionObjects.ReadChanged(changed, current);
    }

    /// <summary>What an object says; what is not known in it is no difference.</summary>
    private static string TextOf(CelValue value) => AdmissionObjects.WithoutUnknown(value).ToString();
}
