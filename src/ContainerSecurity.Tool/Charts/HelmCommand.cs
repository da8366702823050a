using System.CommandLine;

namespace ContainerSecurity.Tool.Charts;

/// <summary><c>csec helm</c>: works on charts.</summary>
internal sealed class HelmCommand : Command
{
    public HelmCommand(Terminal terminal)
        : base("helm", "Works on Helm charts, without Helm and without a cluster.") =>
        Subcommands.Add(new HelmTemplateCommand(terminal));
}
