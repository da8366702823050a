using System.CommandLine;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker</c>.</summary>
internal sealed class DockerCommand : Command
{
    public DockerCommand(Terminal terminal)
        : base("docker", "Works on Docker hosts.")
    {
        Subcommands.Add(new DockerAccessCommand(terminal));
        Subcommands.Add(new DockerServeCommand(terminal));
    }
}
