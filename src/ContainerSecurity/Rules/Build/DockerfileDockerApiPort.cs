using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8041: the engine is not offered without a key (CIS Docker 2.7).</summary>
internal sealed class DockerfileDockerApiPort() : Rule(new("CSEC8041", "dockerfile-docker-api-port", Severity.Medium,
    "Offers the Docker API without TLS",
    "Use port 2376 with --tlsverify, or the socket.")
{
    References = ["CIS Docker 2.7"],
}), IJudges<Instruction>
{
    private const int Port = 2375;

    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is "EXPOSE")
            foreach (Field<string> port in instruction.Values)
                if (port.Is(Holds))
                    context.Report(
                        port,
                        $"EXPOSE '{port}' is the port of the Docker API without TLS: whoever reaches it is root on the "
                            + $"engine's host. Allowed: 2376 with client certificates, or no port.");
        if (instruction.Name is "RUN" or "CMD" or "ENTRYPOINT")
            foreach (ShellCommand command in instruction.Script.Commands)
                if (ListensOpenly(command))
                    context.Report(
                        command,
                        $"{command.Name} listens on TCP without client certificates: whoever reaches it is root on the "
                            + $"engine's host. Allowed: --tlsverify, or the socket alone.");
    }

    private static bool Holds(string port)
    {
        string[] parts = port.Split('/');
        string[] bounds = parts[0].Substring(parts[0].LastIndexOf(':') + 1).Split('-');
        return (parts.Length == 1 || string.Equals(parts[1], "tcp", StringComparison.OrdinalIgnoreCase))
            && int.TryParse(bounds[0], out int first)
            && int.TryParse(bounds[bounds.Length - 1], out int last)
            && first <= Port
            && last >= Port;
    }

    private static bool ListensOpenly(ShellCommand command) =>
        command.Name is "dockerd" or "dockerd-entrypoint.sh"
        && !command.Has("--tlsverify", "--tlsverify=true")
        && OptionValues.Of(command, 'H', "host").Any(h => h.StartsWith("tcp://", StringComparison.OrdinalIgnoreCase) && !IsLocal(h));

    private static bool IsLocal(string address) => address.Contains("//127.") || address.Contains("//localhost") || address.Contains("//[::1]");
}
