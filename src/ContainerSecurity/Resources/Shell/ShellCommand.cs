using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Shell;

/// <summary>A simple command of a shell script: <c>NAME=value program argument … &gt; file</c>.</summary>
public sealed class ShellCommand : ILocated
{
    private static readonly string[] Shells = ["sh", "bash", "dash", "ash", "zsh", "ksh", "fish"];
    private static readonly string[] Executables = [".exe", ".cmd", ".bat"];

    internal ShellCommand(IReadOnlyList<ShellWord> assignments, IReadOnlyList<ShellWord> words, IReadOnlyList<ShellWord> files)
    {
        Assignments = assignments;
        Words = words;
        Files = files;
        Name = words.Count > 0 ? ProgramName(words[0].Text) : "";
        Arguments = words.Count > 1 ? [.. words.Skip(1)] : [];
    }

    /// <summary>Variables set for the command alone, as <c>NAME=value</c>.</summary>
    public IReadOnlyList<ShellWord> Assignments { get; }

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<ShellWord> Words { get; }

    /// <summary>The program without its folder, and without the <c>.exe</c> of Windows; empty where only variables are set.</summary>
    public string Name { get; }

    /// <summary>What follows the program.</summary>
    public IReadOnlyList<ShellWord> Arguments { get; }

    /// <summary>The files that are read or written by redirection.</summary>
    public IReadOnlyList<ShellWord> Files { get; }

    /// <summary>The command that reads this one's output through a pipe; null where none does.</summary>
    public ShellCommand? PipedInto { get; internal set; }

    /// <summary>The command that this one starts, as <c>sudo</c> and <c>env</c> do; null for all others.</summary>
    public ShellCommand? Started { get; internal set; }

    /// <summary>The command that does the work in the end: the one behind <c>sudo</c> and <c>env</c>, or this one.</summary>
    public ShellCommand Innermost => Started?.Innermost ?? this;

    /// <summary>Whether the program is a POSIX shell or one of its kin.</summary>
    public bool IsShell => Array.IndexOf(Shells, Name) >= 0;

    /// <inheritdoc/>
    public DocumentLocation? Location => Words.Count > 0 ? Words[0].Location : Assignments.Count > 0 ? Assignments[0].Location : null;

    /// <summary>The commands inside: started ones, those of substitutions, and those of a script given as text.</summary>
    internal List<ShellCommand> Inner { get; } = [];

    /// <summary>The texts that the command prints, as <c>echo</c> does.</summary>
    internal List<ShellText> Printed { get; } = [];

    /// <summary>Whether an argument is one of some words.</summary>
    public bool Has(params string[] arguments) => Arguments.Any(a => Array.IndexOf(arguments, a.Text) >= 0);

    private static string ProgramName(string path)
    {
        string name = BaseName(path);
        string? end = Array.Find(Executables, e => name.Length > e.Length && name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        return end is null ? name : name.Substring(0, name.Length - end.Length);
    }

    internal static string BaseName(string path) => path.Substring(Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\')) + 1);
}
