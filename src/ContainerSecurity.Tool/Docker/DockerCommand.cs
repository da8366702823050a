using System.CommandLine;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker</c>.</summary>
internal sealed class DockerCommand : Command
{
    public DockerCommand(Terminal terminal)
        : base("docker", "Judges a Docker host: its engine, containers, images, networks, volumes, plugins and swarm.")
    {
        HostScan.AddTo(this, terminal);
        Subcommands.Add(new DockerAccessCommand(terminal));
        Subcommands.Add(new DockerServeCommand(terminal));
    }
}
