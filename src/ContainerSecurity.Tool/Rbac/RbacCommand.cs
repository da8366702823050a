using System.CommandLine;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac</c>.</summary>
internal sealed class RbacCommand : Command
{
    public RbacCommand(Terminal terminal)
        : base("rbac", "Tells who may do what by Kubernetes RBAC, and how far that leads.")
    {
        Subcommands.Add(new CanCommand(terminal));
        Subcommands.Add(new WhoCanCommand(terminal));
        Subcommands.Add(new WhatCanCommand(terminal));
        Subcommands.Add(new DiffCommand(terminal));
        Subcommands.Add(new PathsCommand(terminal));
        Subcommands.Add(new RbacGenerateCommand(terminal));
        Subcommands.Add(new RbacUnusedCommand(terminal));
    }
}
