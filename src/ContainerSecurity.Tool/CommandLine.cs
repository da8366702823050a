using System.CommandLine;
using System.Reflection;

namespace ContainerSecurity.Tool;

/// <summary>The commands of <c>csec</c>.</summary>
internal static class CommandLine
{
    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        var console = new Terminal(input, output, error);
        var root = new RootCommand("csec judges descriptions of containers with the ContainerSecurity rules.");
        root.Options.Add(CommonOptions.NoColor);
        root.Subcommands.Add(new ScanCommand(console));
        root.Subcommands.Add(new ImageCommand(console));
        root.Subcommands.Add(new RulesCommand(console));
        root.Subcommands.Add(new PolicyCommand(console));
        root.Subcommands.Add(new EvalCommand(console));
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                error.WriteLine($"csec: {problem.Message}");
            error.WriteLine("Try 'csec --help'.");
            return ExitCode.BadInput;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"csec: {e.Message}");
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031 // The last line of defence: a fault of the tool has its own exit code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            error.WriteLine($"csec: internal fault, please report it: {e}");
            return ExitCode.Fault;
        }
    }
}
