using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>Checks the expressions of a policy: that they compile, and that each gives what its place needs.</summary>
internal sealed class ExpressionsCheck(PolicyFindings findings, PolicyDefinition policy)
{
    private static readonly CelType Patches = CelType.List(CelType.Object(Mutations.MutationTypes.Patch));
    private static readonly CelType Object = CelType.Object(Mutations.MutationTypes.Root);

    public void Check()
    {
        // What is wrong with an expression is wrong with its rewritings too.
        PolicyProgram program = policy.Programs[0];
        foreach (NamedExpression condition in program.Conditions)
            Require(condition.Expression, CelType.Bool);
        foreach (NamedExpression variable in program.Variables)
            Compile(variable.Expression);
        foreach (Validation validation in program.Validations)
        {
            Require(validation.Expression, CelType.Bool);
            if (validation.MessageExpression is { } message && !string.IsNullOrWhiteSpace(message.Text))
                Require(message, CelType.String);
        }
        foreach (NamedExpression annotation in program.AuditAnnotations)
            Require(annotation.Expression, CelType.String, CelType.Null);
        foreach (Mutations.Mutation mutation in program.Mutations)
            Require(mutation.Expression, mutation.IsJsonPatch ? Patches : Object);
    }

    private bool Compile(AdmissionExpression expression)
    {
        if (string.IsNullOrWhiteSpace(expression.Text) || expression.Node is MappingNode)
            return false;
        foreach (CelIssue issue in expression.Issues)
            findings.Errors.Add(new DocumentError(
                policy.Node.File.Path,
                (expression.Node ?? policy.Node).Span,
                $"The expression of {policy.Kind} '{policy.Name}' is not valid at {issue.Line}:{issue.Column}: {issue.Message}"));
        return expression.Issues.Count == 0;
    }

    private void Require(AdmissionExpression expression, params CelType[] types)
    {
        if (!Compile(expression))
            return;
        string found = expression.ResultType.ToString();
        if (!Array.Exists(types, t => t.ToString() == found))
            findings.Report(
                expression.Node ?? policy.Node,
                $"must evaluate to {string.Join(" or ", types.Select(t => t.ToString()))} but gives "
                    + $"{found}{(found == "dyn" ? $"; compare it, or convert it with {types[0]}(…)" : "")}.");
    }
}
