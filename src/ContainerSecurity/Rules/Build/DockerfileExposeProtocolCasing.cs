using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8048: protocols are written as builders write them.</summary>
internal sealed class DockerfileExposeProtocolCasing() : Rule(new("CSEC8048", "dockerfile-expose-protocol-casing", Severity.Info,
    "Protocol of EXPOSE has capitals",
    "Write tcp, udp or sctp.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not "EXPOSE")
            return;
        foreach (Field<string> port in instruction.Values)
            if (port.Is(p => p.IndexOf('/') is >= 0 and var slash && p.Skip(slash + 1).Any(char.IsUpper)))
                context.Report(port, $"The protocol in EXPOSE '{port}' has capitals. Allowed: tcp, udp or sctp.");
    }
}
