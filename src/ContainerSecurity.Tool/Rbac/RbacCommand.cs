using System.CommandLine;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac</c>.</summary>
internal sealed class RbacCommand : Command
{
    public RbacCommand(Terminal terminal)
        : base("rbac", "Answers who may do what in Kubernetes.")
    {
        Subcommands.Add(new RbacGenerateCommand(terminal));
        Subcommands.Add(new RbacUnusedCommand(terminal));
    }
}
