using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Shell;

/// <summary>The commands of a shell script in their order, those inside other ones too.</summary>
public sealed class ShellScript
{
    private ShellScript(IReadOnlyList<ShellCommand> commands, bool isText)
    {
        var all = new List<ShellCommand>(commands.Count);
        foreach (ShellCommand command in commands)
            Add(command, all);
        Commands = all;
        IsText = isText;
    }

    /// <summary>A script of no commands.</summary>
    public static ShellScript Empty { get; } = new([], isText: false);

    /// <summary>All commands: those that others start, substitute, or get as text come after them.</summary>
    public IReadOnlyList<ShellCommand> Commands { get; }

    /// <summary>Whether a shell reads the script; false for the words of a JSON form.</summary>
    public bool IsText { get; }

    /// <summary>The commands given as words, as in an exec form or a container's command.</summary>
    /// <param name="words">The words with their places.</param>
    public static ShellScript OfWords(IEnumerable<(string Text, DocumentLocation Location)> words)
    {
        ShellWord[] list = [.. (words ?? throw new ArgumentNullException(nameof(words))).Select(w => new ShellWord(w.Text, true, [], w.Location))];
        return list.Length == 0 ? Empty : new ShellScript([StartedCommands.Attach(new ShellCommand([], list, []), 0)], isText: false);
    }

    internal static ShellScript Read(ShellText text, IReadOnlyList<ShellText> heredocs, ShellDialect dialect = ShellDialect.Posix) =>
        new(dialect.Read(text, heredocs, 0), isText: true);

    private static void Add(ShellCommand command, List<ShellCommand> all)
    {
        all.Add(command);
        foreach (ShellCommand inner in command.Inner)
            Add(inner, all);
    }
}
