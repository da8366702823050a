namespace ContainerSecurity.Tool;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCode
{
    /// <summary>Nothing at or above the severity that fails.</summary>
    public const int Clean = 0;

    /// <summary>There is such a finding, or a policy test failed.</summary>
    public const int Findings = 1;

    /// <summary>The command line or an input is wrong.</summary>
    public const int BadInput = 2;

    /// <summary>A fault of the tool itself.</summary>
    public const int Fault = 3;
}
