namespace ContainerSecurity.Hardening.Fixes;

/// <summary>The fixes in the order in which they are planned: what the API server judges together comes behind what it depends on.</summary>
internal static class AllFixes
{
    public static IReadOnlyList<IFix> InOrder { get; } =
        [new ImageFix(), new PullPolicyFix(), new ValueFix(), new CapabilityFix(), new EscalationFix(), new NonRootFix(), new SeccompFix()];

    /// <summary>The rules of build files, whose fixes are changes of their text.</summary>
    public static IReadOnlyList<string> OfBuildFiles { get; } = ["CSEC8003", "CSEC8024"];

    /// <summary>The IDs of all rules that have a fix.</summary>
    public static IEnumerable<string> Rules => InOrder.SelectMany(f => f.Rules).Concat(OfBuildFiles);
}
