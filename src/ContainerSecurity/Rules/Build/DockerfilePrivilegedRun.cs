using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8023: builds run without the host's rights (NIST SP 800-190 3.1.2).</summary>
internal sealed class DockerfilePrivilegedRun() : Rule(new("CSEC8023", "dockerfile-privileged-run", Severity.High,
    "RUN with the rights or the network of the host",
    "Leave --security=insecure and --network=host out.")
{
    References = ["NIST SP 800-190 3.1.2", "NIST SP 800-190 3.4.4"],
}), IJudges<Instruction>, IJudges<BuildSettings>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not "RUN")
            return;
        foreach (InstructionFlag flag in instruction.Flags)
            if (flag is { Name: "security", Value: var security } && security.Is("insecure"))
                context.Report(security, "RUN --security=insecure runs with all rights of the builder's host. Allowed: sandbox, which is the default.");
            else if (flag is { Name: "network", Value: var network } && network.Is("host"))
                context.Report(network, "RUN --network=host shares the network of the builder's host, with all that listens there. Allowed: default or none.");
    }

    public void Judge(BuildSettings build, RuleContext context)
    {
        if (build.IsPrivileged.Is(true))
            context.Report(
                build.IsPrivileged,
                $"The build of {build.Owner} '{build.Name}' is privileged: its steps have all rights of the builder's host. Allowed: false, or no value.");
        foreach (Field<string> entitlement in build.Entitlements.Items)
            if (entitlement.Is(e => e is "security.insecure" or "network.host" or "device" || e.StartsWith("device=", StringComparison.Ordinal)))
                context.Report(
                    entitlement,
                    $"The build of {build.Owner} '{build.Name}' is allowed {entitlement}, rights of the builder's host. Allowed: no entitlement.");
        if (build.Network.Is("host"))
            context.Report(
                build.Network,
                $"The build of {build.Owner} '{build.Name}' shares the network of the builder's host, with all that listens there. Allowed: default or none.");
    }
}
