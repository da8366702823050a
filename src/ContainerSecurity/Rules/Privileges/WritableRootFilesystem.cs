using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2008: the root file system is read-only (NSA/CISA, NIST SP 800-190 3.4.3 and 3.5.5).</summary>
internal sealed class WritableRootFilesystem() : Rule(new("CSEC2008", "writable-root-filesystem", Severity.Medium,
    "Root file system is writable",
    "Set 'securityContext.readOnlyRootFilesystem: true' and mount an emptyDir where the program writes.")
{
    IsHardenable = true,
    References = ["NSA/CISA Kubernetes Hardening: Immutable container file systems", "NIST SP 800-190 3.4.3", "NIST SP 800-190 3.5.5"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (container.ReadOnlyRootFilesystem.IsNot(true) && !workload.IsWindows)
            context.Report(
                container.ReadOnlyRootFilesystem,
                $"{container} can write to its root file system, so an intruder can change programs and leave tools. Allowed: readOnlyRootFilesystem: true.");
    }

    CelCheck ICelRule.InCel(CelContext context) =>
        CelCheck.Containers("!c.?securityContext.?readOnlyRootFilesystem.orValue(false)").Unless(CelVariables.IsWindows);
}
