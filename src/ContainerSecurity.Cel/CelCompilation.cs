using ContainerSecurity.Cel.Costs;
using ContainerSecurity.Cel.Evaluation;
using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel;

/// <summary>What became of an expression's text: a program, or the errors in it.</summary>
public sealed class CelCompilation
{
    private readonly CelEnvironment environment;
    private readonly Expr? expression;
    private readonly bool isChecked;
    private CelProgram? program;

    internal CelCompilation(CelEnvironment environment, string text, Expr? expression, bool isChecked, IReadOnlyList<CelIssue> issues)
    {
        this.environment = environment;
        this.expression = expression;
        this.isChecked = isChecked;
        Text = text;
        Issues = issues;
    }

    /// <summary>The expression as given.</summary>
    public string Text { get; }
    /// <summary>The errors; empty where the expression is valid.</summary>
    public IReadOnlyList<CelIssue> Issues { get; }
    /// <summary>Whether there is a program.</summary>
    public bool IsValid => Issues.Count == 0;
    /// <summary>The type that the checker deduced; dyn where it was not asked.</summary>
    public CelType ResultType => expression?.Type ?? CelType.Dyn;

    /// <summary>The program.</summary>
    /// <exception cref="CelException">The expression has errors.</exception>
    public CelProgram Program
    {
        get
        {
            if (!IsValid)
                throw new CelException(Issues);
            if (program is null)
            {
                (Node root, int slots) = Planner.Plan(expression!, environment);
                program = new CelProgram(Text, ResultType, root, slots);
            }
            return program;
        }
    }

    /// <summary>The least and the most that an evaluation can cost, before any input is known. Only for checked expressions.</summary>
    /// <exception cref="InvalidOperationException">The expression has errors, or was not checked.</exception>
    public CelCostEstimate EstimateCost(ICelSizeEstimator? sizes = null) =>
        IsValid && isChecked
            ? CostEstimator.Estimate(expression!, sizes)
            : throw new InvalidOperationException("Only a valid, checked expression has a cost estimate.");

    /// <summary>The expression written anew: macros as they were, brackets only where needed.</summary>
    public override string ToString() => expression is null ? Text : Printer.Print(expression);
}
