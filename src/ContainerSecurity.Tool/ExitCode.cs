namespace ContainerSecurity.Tool;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCode
{
    /// <summary>Everything was read and judged, and nothing denies.</summary>
    public const int Clean = 0;

    /// <summary>A finding denies, or a policy test failed.</summary>
    public const int Findings = 1;

    /// <summary>The command line or an input is wrong, or something has no verdict.</summary>
    public const int BadInput = 2;

    /// <summary>A fault of the tool itself or of a rule.</summary>
    public const int Fault = 3;

    /// <summary>The code of a run in which several things happened: the worst.</summary>
    public static int Of(bool faults, bool badInput, bool findings) => faults ? Fault : badInput ? BadInput : findings ? Findings : Clean;
}
