namespace ContainerSecurity.Cel.Costs;

/// <summary>Knows how large inputs can be, such as from a schema.</summary>
public interface ICelSizeEstimator
{
    /// <summary>
    /// The size of what a path leads to, or null. The first part of a path is a variable; later ones are field names,
    /// <c>@items</c>, <c>@keys</c> or <c>@values</c>.
    /// </summary>
    CelCostEstimate? EstimateSize(IReadOnlyList<string> path, CelType type);
}
