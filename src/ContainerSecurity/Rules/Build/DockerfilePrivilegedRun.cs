using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Compose;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8023: builds run without the host's rights (NIST SP 800-190 3.1.2).</summary>
internal sealed class DockerfilePrivilegedRun() : Rule(new("CSEC8023", "dockerfile-privileged-run", Severity.High,
    "RUN with the rights or the network of the host",
    "Leave --security=insecure and --network=host out.")
{
    References = ["NIST SP 800-190 3.1.2", "NIST SP 800-190 3.4.4"],
}), IJudges<Instruction>, IJudges<ComposeService>
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

    public void Judge(ComposeService service, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (service.BuildsPrivileged.Is(true))
            context.Report(
                service.BuildsPrivileged,
                $"The build of service '{workload.Name}' is privileged: its steps have all rights of the builder's host. Allowed: false, or no value.");
        foreach (Field<string> entitlement in service.BuildEntitlements.Items)
            if (entitlement.Is(e => e is "security.insecure" or "network.host" or "device"))
                context.Report(
                    entitlement,
                    $"The build of service '{workload.Name}' is allowed {entitlement}, rights of the builder's host. Allowed: no entitlement.");
        if (service.BuildNetwork.Is("host"))
            context.Report(
                service.BuildNetwork,
                $"The build of service '{workload.Name}' shares the network of the builder's host, with all that listens there. Allowed: default or none.");
    }
}
