using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8023: builds run without the host's rights (NIST SP 800-190 3.1.2).</summary>
public sealed class DockerfilePrivilegedRun() : InstructionRule(new("CSEC8023", "dockerfile-privileged-run", Severity.High,
    "RUN with the rights or the network of the host",
    "Leave --security=insecure and --network=host out.")
{
    References = ["NIST SP 800-190 3.1.2", "NIST SP 800-190 3.4.4"],
}, "RUN")
{
    /// <inheritdoc/>
    protected override void Evaluate(Instruction instruction, Dockerfile dockerfile, RuleContext context)
    {
        foreach (InstructionFlag flag in instruction.Flags)
            if (flag is { Name: "security", Value: var security } && security.Is("insecure"))
                context.Report(security, "RUN --security=insecure runs with all rights of the builder's host. Allowed: sandbox, which is the default.");
            else if (flag is { Name: "network", Value: var network } && network.Is("host"))
                context.Report(network, "RUN --network=host shares the network of the builder's host, with all that listens there. Allowed: default or none.");
    }
}
