using System.CommandLine;
using System.Reflection;
using ContainerSecurity.Reports;
using ContainerSecurity.Tool.Audit;
using ContainerSecurity.Tool.Charts;
using ContainerSecurity.Tool.Docker;
using ContainerSecurity.Tool.Hardening;
using ContainerSecurity.Tool.LanguageServer;
using ContainerSecurity.Tool.Rbac;
using ContainerSecurity.Tool.Secrets;
using ContainerSecurity.Tool.Setup;
using ContainerSecurity.Tool.SupplyChain;
using ContainerSecurity.Tool.SupplyChain.Approvals;
using ContainerSecurity.Tool.Webhook;

namespace ContainerSecurity.Tool;

/// <summary>The commands of <c>csec</c>.</summary>
internal static class CommandLine
{
    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error) => Run(args, new Terminal(input, output, error));

    public static int Run(string[] args, Terminal console)
    {
        ParseResult parsed = Create(console).Parse(args);
        // A line that is being typed is not right yet.
        bool isAsked = args is [{ } first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal);
        if (parsed.Errors.Count > 0 && !isAsked)
        {
            WrongWords.Tell(parsed, console.Error);
            return ExitCode.BadInput;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = console.Output, Error = console.PlainError, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine($"csec: {e.Message}");
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031 // The last line of defence: a fault of the tool has its own exit code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            console.Error.WriteLine("csec: internal fault, please report it:");
            for (Exception? fault = e; fault is not null; fault = fault.InnerException)
                Write(fault, console.Error);
            return ExitCode.Fault;
        }
    }

    /// <summary>All commands, with their options.</summary>
    public static RootCommand Create(Terminal console)
    {
        var root = new RootCommand("csec judges descriptions of containers with the ContainerSecurity rules.");
        root.Options.Add(CommonOptions.NoColor);
        root.Subcommands.Add(new ScanCommand(console));
        root.Subcommands.Add(new HardenCommand(console));
        root.Subcommands.Add(new HelmCommand(console));
        root.Subcommands.Add(new SecretsCommand(console));
        root.Subcommands.Add(new ImageCommand(console));
        root.Subcommands.Add(new SbomCommand(console));
        root.Subcommands.Add(new AdvisoriesCommand(console));
        root.Subcommands.Add(new RebuildPlanCommand(console));
        root.Subcommands.Add(new VexCommand(console));
        root.Subcommands.Add(new ApproveCommand(console));
        root.Subcommands.Add(new RevokeCommand(console));
        root.Subcommands.Add(new ApprovalsCommand(console));
        root.Subcommands.Add(new ClusterCommand(console));
        root.Subcommands.Add(new RulesCommand(console));
        root.Subcommands.Add(new PolicyCommand(console));
        root.Subcommands.Add(new RbacCommand(console));
        root.Subcommands.Add(new EvalCommand(console));
        root.Subcommands.Add(new DockerCommand(console));
        root.Subcommands.Add(new WebhookCommand(console));
        root.Subcommands.Add(new AuditCommand(console));
        root.Subcommands.Add(new LanguageServerCommand(console));
        root.Subcommands.Add(new InitCommand(console));
        root.Subcommands.Add(new CompletionCommand(console));
        return root;
    }

    /// <summary>Writes an exception, whose message may quote the input, and whose trace is lines of the tool's own.</summary>
    private static void Write(Exception fault, LineWriter error)
    {
        error.WriteLine($"{fault.GetType()}: {fault.Message}");
        foreach (string line in (fault.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            error.WriteLine($"   {line}");
    }
}
