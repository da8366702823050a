using System.CommandLine;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker serve</c> in the native csec, which has it not.</summary>
internal sealed class DockerServeCommand : Command
{
    public DockerServeCommand(Terminal terminal)
        : base("serve", "Stands in front of a Docker engine; in the dotnet tool and its image only.")
    {
        TreatUnmatchedTokensAsErrors = false;
        SetAction(_ =>
        {
            terminal.Error.WriteLine("csec: 'docker serve' is in the dotnet tool (dotnet tool install ContainerSecurity.Tool) and its container image; this native csec has it not.");
            return ExitCode.BadInput;
        });
    }
}
