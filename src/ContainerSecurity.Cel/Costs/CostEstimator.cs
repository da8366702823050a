using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Costs;

internal sealed class CostEstimator
{
    public static CelCostEstimate Estimate(Expr expression, ICelSizeEstimator? sizes) => default;
}
