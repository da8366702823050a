using System.CommandLine;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary><c>csec advisories</c>.</summary>
internal sealed class AdvisoriesCommand : Command
{
    public AdvisoriesCommand(Terminal terminal)
        : base("advisories", "Advisories that packages are compared with: fetched, compiled into one file, verified.")
    {
        Subcommands.Add(new AdvisoriesFetchCommand(terminal));
        Subcommands.Add(new AdvisoriesBuildCommand(terminal));
        Subcommands.Add(new AdvisoriesVerifyCommand(terminal));
    }
}
