using System.CommandLine;

namespace ContainerSecurity.Tool;

/// <summary><c>csec cluster</c>, which the tool has not where it is compiled ahead of time.</summary>
internal sealed class ClusterCommand : Command
{
    public ClusterCommand(Terminal terminal)
        : base("cluster", "Judges what a Kubernetes cluster runs; only in the dotnet tool.")
    {
        TreatUnmatchedTokensAsErrors = false;
        SetAction(_ =>
        {
            terminal.Error.WriteLine("csec: This csec, which is compiled ahead of time, does not scan clusters. The dotnet tool (dotnet tool install ContainerSecurity.Tool) and its image do.");
            return ExitCode.BadInput;
        });
    }
}
