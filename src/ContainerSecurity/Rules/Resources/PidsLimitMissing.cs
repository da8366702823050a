using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6005: containers have a limit for their processes (CIS Docker 5.29, NIST SP 800-190 3.3.4).</summary>
public sealed class PidsLimitMissing() : ContainerRule(new("CSEC6005", "pids-limit-missing", Severity.Medium,
    "No limit for processes",
    "Set 'pids_limit' (--pids-limit), such as 200.")
{
    References = ["CIS Docker 5.29", "NIST SP 800-190 3.3.4"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (container.PidsLimit.IsMissing || container.PidsLimit.Is(l => l <= 0))
            context.Report(container.PidsLimit, $"Container '{container.Name}' has {(container.PidsLimit.IsMissing ? "no limit for its processes" : $"the limit {container.PidsLimit} for its processes, which is none")}, so a fork bomb takes the host with it. Allowed: above 0.");
    }
}
