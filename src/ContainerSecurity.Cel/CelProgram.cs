using ContainerSecurity.Cel.Evaluation;

namespace ContainerSecurity.Cel;

/// <summary>An expression ready to be evaluated, any number of times and from any thread.</summary>
public sealed class CelProgram
{
    /// <summary>The cost that an evaluation may reach where nothing else is said: what Kubernetes grants an expression.</summary>
    public const long DefaultCostLimit = 1_000_000;

    private readonly Node root;
    private readonly int slots;
    private Frame? idle;

    internal CelProgram(string text, CelType resultType, Node root, int slots)
    {
        Text = text;
        ResultType = resultType;
        this.root = root;
        this.slots = slots;
    }

    /// <summary>The expression as given.</summary>
    public string Text { get; }
    /// <summary>The type that the checker deduced; dyn where it was not asked.</summary>
    public CelType ResultType { get; }

    /// <summary>Evaluates the expression. Errors of the expression are values, not exceptions.</summary>
    /// <param name="bindings">The variables.</param>
    /// <param name="costLimit">The cost beyond which the evaluation stops with an error; from 0.</param>
    /// <param name="cancellationToken">Looked at every 100 passes of a loop; a cancelled evaluation answers an error.</param>
    public CelEvaluation Evaluate(ICelBindings bindings, long costLimit = DefaultCostLimit, CancellationToken cancellationToken = default)
    {
        // One frame is kept: evaluating on one thread at a time allocates none.
        Frame frame = Interlocked.Exchange(ref idle, null) ?? new Frame(slots);
        frame.Bindings = bindings ?? throw new ArgumentNullException(nameof(bindings));
        frame.Limit = costLimit;
        frame.Cancellation = cancellationToken;
        CelValue value;
        try
        {
            value = root.Eval(frame);
        }
        catch (EvaluationStopped stopped)
        {
            value = CelValue.From(new CelFailure(stopped.Message, isFatal: true));
        }
        var evaluation = new CelEvaluation(value, frame.Cost);
        frame.Reset();
        idle = frame;
        return evaluation;
    }

    /// <summary>Evaluates an expression without variables.</summary>
    public CelEvaluation Evaluate() => Evaluate(CelBindings.Empty);

    /// <summary>An error of an evaluation with its place in the expression.</summary>
    public CelIssue Describe(CelFailure failure) => new(Text, (failure ?? throw new ArgumentNullException(nameof(failure))).Offset, failure.Message);
}
