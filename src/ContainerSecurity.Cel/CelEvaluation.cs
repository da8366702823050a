namespace ContainerSecurity.Cel;

/// <summary>What an evaluation came to.</summary>
public readonly struct CelEvaluation
{
    internal CelEvaluation(CelValue value, long cost)
    {
        Value = value;
        Cost = cost;
    }

    /// <summary>The value; an error or unknown where <see cref="CelValue.IsFailure"/>.</summary>
    public CelValue Value { get; }
    /// <summary>What it cost, in the units of Kubernetes.</summary>
    public long Cost { get; }
}
