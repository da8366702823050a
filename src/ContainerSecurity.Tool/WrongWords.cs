using System.CommandLine;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tool;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class WrongWords
{
    /// <summary>Writes the errors of a command line.</summary>
    public static void Tell(ParseResult parsed, LineWriter error)
    {
        Command command = parsed.CommandResult.Command;
        bool isWrongCommand = command.Subcommands.Count > 0 && command.Arguments.Count == 0;
        foreach (string word in isWrongCommand ? parsed.UnmatchedTokens.Take(1) : parsed.UnmatchedTokens)
            error.WriteLine($"csec: {Of(command, word)}");
        foreach (string message in parsed.Errors.Select(e => e.Message).Distinct())
            if (!parsed.UnmatchedTokens.Any(w => message.Contains($"'{w}'", StringComparison.Ordinal)) && !IsOfCommand(parsed, message))
                error.WriteLine($"csec: {message}");
        error.WriteLine($"Try '{NameOf(command)} --help'.");
    }

    /// <summary>What is wrong with an option that there is not, with the one that was probably meant.</summary>
    public static string Option(Command command, string word) =>
        $"There is no option '{word}'{Suggestion.For(word, OptionsOf(command))}; '{NameOf(command)} --help' lists them.";

    /// <summary>A word that is no command is told as that, and not as a missing command as well.</summary>
    private static bool IsOfCommand(ParseResult parsed, string message) =>
        parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command.Subcommands.Count > 0
        && message.StartsWith("Required command", StringComparison.Ordinal);

    private static string Of(Command command, string word) =>
        word.StartsWith('-') ? Option(command, word)
        : command.Subcommands.Count > 0 && command.Arguments.Count == 0
            ? $"There is no command '{NameOf(command)} {word}'{Suggestion.For(word, command.Subcommands.Select(c => c.Name))}."
            : $"'{word}' is one argument too many for '{NameOf(command)}'.";

    private static IEnumerable<string> OptionsOf(Command command) =>
        Chain(command).SelectMany(c => c.Options.Where(o => c == command || o.Recursive)).SelectMany(o => o.Aliases.Append(o.Name));

    private static string NameOf(Command command) =>
        string.Join(' ', Chain(command).Reverse().Select(c => c is RootCommand ? "csec" : c.Name));

    private static IEnumerable<Command> Chain(Command command)
    {
        for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            yield return at;
    }
}
