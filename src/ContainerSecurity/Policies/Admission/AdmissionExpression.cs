using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>An expression of a policy, compiled when it is first needed.</summary>
internal sealed class AdmissionExpression
{
    private readonly Lazy<CelCompilation> compilation;

    /// <summary>Makes an expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="environment">What it may name; asked for when it is compiled.</param>
    /// <param name="node">Where it is written.</param>
    public AdmissionExpression(string text, Func<CelEnvironment> environment, DocumentNode? node = null)
    {
        Text = text;
        Node = node;
        compilation = new Lazy<CelCompilation>(() => PlannedExpressions.Of(environment(), text));
    }

    public string Text { get; }

    /// <summary>Where the expression is written.</summary>
    public DocumentNode? Node { get; }

    /// <summary>The errors of the text.</summary>
    public IReadOnlyList<CelIssue> Issues => compilation.Value.Issues;

    /// <summary>The text written anew, with one spelling for everything.</summary>
    public string Canonical => compilation.Value.ToString();

    /// <summary>The type of the value; any where the text has errors.</summary>
    public CelType ResultType => compilation.Value.IsValid ? compilation.Value.ResultType : CelType.Dyn;

    public CelValue Evaluate(EvaluationState state)
    {
        if (!compilation.Value.IsValid)
            return CelValue.Error("compilation error: " + Issues[0].Message);
        CelEvaluation evaluation = compilation.Value.Program.Evaluate(state, state.Budget.Limit, state.Cancellation);
        state.Budget.Spend(evaluation.Cost);
        return evaluation.Value;
    }
}
