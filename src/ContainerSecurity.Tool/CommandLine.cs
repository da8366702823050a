using System.CommandLine;
using System.Reflection;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tool;

/// <summary>The commands of <c>csec</c>.</summary>
internal static class CommandLine
{
    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error) => Run(args, new Terminal(input, output, error));

    public static int Run(string[] args, Terminal console)
    {
        ParseResult parsed = Create(console, args).Parse(args);
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
    public static RootCommand Create(Terminal console) => Create(console, CommandTable.All);

    /// <summary>The commands that a line needs: the one that it begins with, or else all, from which help and suggestions choose.</summary>
    private static RootCommand Create(Terminal console, string[] args) =>
        Create(console, args is [{ } first, ..] && CommandTable.Find(first) is { } only ? [only] : CommandTable.All);

    private static RootCommand Create(Terminal console, IEnumerable<CommandEntry> entries)
    {
        var root = new RootCommand("csec judges descriptions of containers with the ContainerSecurity rules.");
        root.Options.Add(CommonOptions.NoColor);
        foreach (CommandEntry entry in entries)
            root.Subcommands.Add(entry.Create(console));
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
