using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6005: containers have a limit for their processes (CIS Docker 5.29, NIST SP 800-190 3.3.4).</summary>
internal sealed class PidsLimitMissing() : Rule(new("CSEC6005", "pids-limit-missing", Severity.Medium,
    "No limit for processes",
    "Set 'pids_limit' (--pids-limit), such as 200.")
{
    References = ["CIS Docker 5.29", "NIST SP 800-190 3.3.4"],
}), IJudges<Container>
{
    public void Judge(Container container, RuleContext context)
    {
        if (container.PidsLimit.IsMissing || container.PidsLimit.Is(l => l <= 0))
            context.Report(
                container.PidsLimit,
                $"{container} has {(container.PidsLimit.IsMissing ? "no limit for its processes" : $"the limit {container.PidsLimit} for its processes, which is none")}, so a fork bomb takes the host with it. Allowed: above 0.");
    }
}
