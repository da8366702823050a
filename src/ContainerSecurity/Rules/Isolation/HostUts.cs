using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3010: containers keep their own host name (CIS Docker 5.21).</summary>
internal sealed class HostUts() : Rule(new("CSEC3010", "host-uts", Severity.Medium,
    "Shares the host's UTS namespace",
    "Remove 'uts: host'; a name of its own is set by 'hostname'.")
{
    References = ["CIS Docker 5.21", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.HostUts.Is(true))
            context.Report(
                resource.HostUts,
                $"{resource} shares the host's UTS namespace: with the right capability it renames the host, on which "
                    + $"logs and certificates rely. Allowed: a namespace of its own.");
    }
}
