using System.CommandLine;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker</c> itself, where the tool is compiled ahead of time: what a client of Docker brings stays out of it.</summary>
internal static class HostScan
{
    /// <summary>Gives a command the sentence that says where the scan of a host is.</summary>
    public static void AddTo(Command command, Terminal terminal)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(_ =>
        {
            terminal.Error.WriteLine("csec: This csec, which is compiled ahead of time, does not scan Docker hosts. The dotnet tool (dotnet tool install ContainerSecurity.Tool) and its image do.");
            return ExitCode.BadInput;
        });
    }
}
