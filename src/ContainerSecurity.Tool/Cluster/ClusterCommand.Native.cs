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
            terminal.Error.WriteLine("csec: this csec is compiled ahead of time and has no 'cluster'; the dotnet tool has it: dotnet tool install ContainerSecurity.Tool.");
            return ExitCode.BadInput;
        });
    }
}
