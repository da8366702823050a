using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8020: exposed ports are ports.</summary>
internal sealed class DockerfileInvalidPort() : Rule(new("CSEC8020", "dockerfile-invalid-port", Severity.Low,
    "EXPOSE names no port",
    "Write a number from 0 to 65535, a range, or a variable, with /tcp, /udp or /sctp.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Instruction>
{
    private const int Highest = 65_535;

    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not "EXPOSE")
            return;
        foreach (Field<string> port in instruction.Values)
            if (port.Is(p => p.Length > 0 && !IsPort(p)))
                context.Report(port, $"EXPOSE '{port}' is no port. Allowed: 0 to {Highest}, or a range, without an address or a port of the host.");
    }

    private static bool IsPort(string text)
    {
        int[] bounds = [.. text.Split('/')[0]
            .Split('-')
            .Select(p =>
                p.Length is > 0 and < 6 && p.All(c => c is >= '0' and <= '9')
                    ? int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)
                    : int.MaxValue)];
        return bounds.Length <= 2 && bounds.All(b => b <= Highest) && bounds[0] <= bounds[bounds.Length - 1];
    }
}
