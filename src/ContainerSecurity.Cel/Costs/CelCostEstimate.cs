namespace ContainerSecurity.Cel.Costs;

/// <summary>The least and the most of a cost or a size.</summary>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The most; <see cref="ulong.MaxValue"/> where there is no bound.</param>
public readonly record struct CelCostEstimate(ulong Minimum, ulong Maximum);
