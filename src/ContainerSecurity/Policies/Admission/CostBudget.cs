using ContainerSecurity.Cel;

namespace ContainerSecurity.Policies.Admission;

/// <summary>What the expressions of one policy may cost together, as the API server bounds it.</summary>
internal sealed class CostBudget(long total = CostBudget.OfPolicy)
{
    /// <summary>What the validations of a policy may cost together.</summary>
    public const long OfPolicy = 10_000_000;

    /// <summary>What the match conditions of a policy may cost together.</summary>
    public const long OfConditions = 2_500_000;

    private long left = total;

    /// <summary>What the next expression may cost.</summary>
    public long Limit => Math.Max(0, Math.Min(left, CelProgram.DefaultCostLimit));

    /// <summary>Whether more was spent than there was.</summary>
    public bool IsExhausted => left < 0;

    public void Spend(long cost) => left -= cost;
}
