using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>An expression of a policy, compiled when it is first needed.</summary>
internal sealed class AdmissionExpression
{
    private readonly Lazy<CelCompilation> compilation;

    public AdmissionExpression(string text, CelEnvironment environment, DocumentNode? node = null)
    {
        Text = text;
        Node = node;
        compilation = new Lazy<CelCompilation>(() => environment.Compile(text));
    }

    public string Text { get; }

    /// <summary>Where the expression is written.</summary>
    public DocumentNode? Node { get; }

    /// <summary>The errors of the text.</summary>
    public IReadOnlyList<CelIssue> Issues => compilation.Value.Issues;

    /// <summary>The text written anew, with one spelling for everything.</summary>
    public string Canonical => compilation.Value.ToString();

    public CelValue Evaluate(EvaluationState state)
    {
        if (!compilation.Value.IsValid)
            return CelValue.Error("compilation error: " + Issues[0].Message);
        CelEvaluation evaluation = compilation.Value.Program.Evaluate(state, state.Budget.Limit, state.Cancellation);
        state.Budget.Spend(evaluation.Cost);
        return evaluation.Value;
    }
}
