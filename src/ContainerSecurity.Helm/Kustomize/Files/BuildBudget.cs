using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Files;

/// <summary>What a build may use, so that hostile input costs an error and not the process.</summary>
internal sealed class BuildBudget(KustomizeLimits limits, Origin origin)
{
    private const int DeepestNesting = 512;

    private long nodes;
    private long steps;
    private long bytes;
    private int files;

    /// <summary>Counts values that are made.</summary>
    public void SpendNodes(long count)
    {
        if ((nodes += count) > limits.MaxNodes)
            throw Exhausted($"it makes more than {limits.MaxNodes} values");
    }

    /// <summary>Counts comparisons.</summary>
    public void SpendSteps(long count)
    {
        if ((steps += count) > limits.MaxSteps)
            throw Exhausted($"it takes more than {limits.MaxSteps} steps");
    }

    /// <summary>Counts a file that is read.</summary>
    public void SpendFile(long length)
    {
        if (++files > limits.MaxFiles)
            throw Exhausted($"it reads more than {limits.MaxFiles} files");
        if ((bytes += length) > limits.MaxLength)
            throw Exhausted($"it reads more than {limits.MaxLength} bytes");
    }

    /// <summary>Counts text that is made.</summary>
    public void SpendText(long length)
    {
        if ((bytes += length) > limits.MaxLength)
            throw Exhausted($"it makes more than {limits.MaxLength} characters");
    }

    /// <summary>Checks how deep values are nested, and how long paths are.</summary>
    public static void CheckNesting(int depth, Origin place)
    {
        if (depth > DeepestNesting)
            throw new BuildException(place, $"The values would be nested deeper than {DeepestNesting} levels.");
    }

    /// <summary>Checks how deep kustomizations lie in others.</summary>
    public void CheckDepth(int depth)
    {
        if (depth > limits.MaxDepth)
            throw Exhausted($"its bases are nested deeper than {limits.MaxDepth} levels");
    }

    private BuildException Exhausted(string why) =>
        new(origin, $"The kustomization was not built, because {why}. Build a smaller one.");
}
