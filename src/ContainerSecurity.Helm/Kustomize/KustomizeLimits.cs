namespace ContainerSecurity.Helm.Kustomize;

/// <summary>Bounds on a build, so that hostile input costs an error and not the process.</summary>
public sealed class KustomizeLimits
{
    /// <summary>The bounds used where nothing else is asked for.</summary>
    public static KustomizeLimits Default { get; } = new();

    /// <summary>Most values that a build reads and makes. The default value is 2,000,000.</summary>
    public int MaxNodes { get; init; } = 2_000_000;

    /// <summary>Most comparisons of objects and fields. The default value is 200,000,000.</summary>
    public long MaxSteps { get; init; } = 200_000_000;

    /// <summary>Most bytes read and characters made. The default value is 64 Mi.</summary>
    public long MaxLength { get; init; } = 64 * 1024 * 1024;

    /// <summary>Most files read, each time counted. The default value is 10,000.</summary>
    public int MaxFiles { get; init; } = 10_000;

    /// <summary>How deep bases may lie in others. The default value is 64.</summary>
    public int MaxDepth { get; init; } = 64;
}
