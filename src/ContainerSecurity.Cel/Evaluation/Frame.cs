using System.Runtime.CompilerServices;

namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The state of one evaluation: variables, what it has cost, and when it has to stop.</summary>
internal sealed class Frame(int locals)
{
    /// <summary>The loops run so often before they look whether they are cancelled, as Kubernetes does.</summary>
    private const int CheckEvery = 100;

    public readonly CelValue[] Locals = new CelValue[locals];
    public ICelBindings Bindings = CelBindings.Empty;
    public long Cost;
    public long Limit = long.MaxValue;
    public CancellationToken Cancellation;
    private int iterations;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(long cost)
    {
        Cost += cost;
        if (Cost > Limit)
            Stop();
    }

    // Apart, so that what calls Charge holds no exception.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Stop() => throw new EvaluationStopped("operation cancelled: actual cost limit exceeded");

    /// <summary>The value of a variable of the expression's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CelValue Local(int slot)
    {
        Charge(1);
        return Locals[slot];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Iterate()
    {
        if (++iterations >= CheckEvery)
            Look();
    }

    private void Look()
    {
        iterations = 0;
        if (Cancellation.IsCancellationRequested)
            throw new EvaluationStopped("operation interrupted");
    }

    public void Reset()
    {
        Array.Clear(Locals, 0, Locals.Length);
        Bindings = CelBindings.Empty;
        Cancellation = default;
        Cost = 0;
        iterations = 0;
    }
}

/// <summary>Leaves an evaluation whose budget is used up; never leaves the library.</summary>
internal sealed class EvaluationStopped(string message) : Exception(message);
