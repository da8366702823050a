using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>Puts an object to one mutating policy after the other.</summary>
internal static class MutationRun
{
    public static MutationPreview Run(IEnumerable<BoundPolicy> policies, AdmissionRequest request, AdmissionContext context, CancellationToken cancellation)
    {
        var steps = new List<MutationStep>();
        AdmissionRequest current = request;
        foreach (BoundPolicy policy in policies)
            foreach ((PolicyProgram program, PolicyBinding binding, string? unknown) in policy.For(current, context))
                foreach (CelValue parameter in unknown is null ? policy.Parameters(binding, current, context) : [])
                    if (Apply(program, current, context, parameter, cancellation) is { } outcome)
                    {
                        bool isChanged = !outcome.IsFailure && outcome != current.Object;
                        steps.Add(new MutationStep(policy.Definition.Name, isChanged, outcome.Failure?.Message));
                        current = isChanged ? current.WithObject(outcome) : current;
                    }
        return new MutationPreview(current.Object, steps);
    }

    /// <summary>The changed object or an error; null where the policy's conditions do not hold.</summary>
    private static CelValue? Apply(PolicyProgram program, AdmissionRequest request, AdmissionContext context, CelValue parameter, CancellationToken cancellation)
    {
        var state = new EvaluationState(program, request, context, parameter, cancellation);
        CelValue met = program.EvaluateConditions(state);
        if (met != CelValue.True)
            return met.IsFailure ? met : null;
        CelValue changed = request.Object;
        foreach (Mutation mutation in program.Mutations)
        {
            // Each mutation sees what the one before it made.
            CelValue change = mutation.Expression.Evaluate(new EvaluationState(program, request.WithObject(changed), context, parameter, cancellation));
            changed = change.IsFailure ? CelValue.Error(PolicyProgram.Describe(mutation.Expression, change))
                : mutation.IsJsonPatch ? JsonPatch.Apply(changed, change)
                : StructuredMerge.Apply(changed, change);
            if (changed.IsFailure)
                return changed;
        }
        return changed;
    }
}
