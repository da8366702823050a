namespace ContainerSecurity.Resources.Shell;

/// <summary>Tells the dialects of shells apart and reads their scripts.</summary>
internal static class ShellDialects
{
    /// <summary>The parameters of PowerShell that take a value and are none of the script.</summary>
    private static readonly string[] Valued =
    [
        "-executionpolicy", "-ep", "-ex", "-exec", "-version", "-inputformat", "-outputformat", "-windowstyle", "-configurationname", "-psconsolefile",
        "-workingdirectory", "-wd", "-settingsfile",
    ];

    /// <summary>The parameters of PowerShell that name a file or a text nobody can read here.</summary>
    private static readonly string[] NoScript = ["-file", "-f", "-encodedcommand", "-enc", "-e", "-ec"];

    /// <summary>The dialect of a SHELL, which may start with <c>env</c>; the default of the system where none is set.</summary>
    public static ShellDialect Of(IReadOnlyList<string> shell, bool isWindows) =>
        ProgramOf(shell) is { } program ? OfProgram(program) : isWindows ? ShellDialect.CommandPrompt : ShellDialect.Posix;

    /// <summary>The program of a SHELL without its folder, behind <c>env</c> too; null where none is set.</summary>
    public static string? ProgramOf(IReadOnlyList<string> shell)
    {
        foreach (string word in shell)
            if (Lower(ShellCommand.BaseName(word)) is var name && name != "env" && !name.StartsWith("-", StringComparison.Ordinal)
                && !ShellReader.IsAssignment(name))
                return name.EndsWith(".exe", StringComparison.Ordinal) ? name.Substring(0, name.Length - ".exe".Length) : name;
        return null;
    }

    /// <summary>The dialect of a program; that of POSIX where it is no shell of Windows.</summary>
    public static ShellDialect OfProgram(string name) => Lower(name) switch
    {
        "cmd" => ShellDialect.CommandPrompt,
        "powershell" or "pwsh" => ShellDialect.PowerShell,
        _ => ShellDialect.Posix,
    };

    /// <summary>The commands of a script.</summary>
    public static IReadOnlyList<ShellCommand> Read(this ShellDialect dialect, ShellText text, IReadOnlyList<ShellText> heredocs, int depth) =>
        dialect == ShellDialect.Posix ? new ShellReader(text, heredocs, depth).Read()
        : heredocs.Count > 0 ? [.. heredocs.SelectMany(h => new WindowsShellReader(h, dialect, depth).Read())]
        : new WindowsShellReader(text, dialect, depth).Read();

    /// <summary>The script among the arguments of a shell of Windows; empty where there is none.</summary>
    public static ShellWord[] ScriptOf(this ShellDialect dialect, IReadOnlyList<ShellWord> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            string word = Lower(arguments[i].Text);
            if (dialect == ShellDialect.CommandPrompt ? word is "/c" or "/k" : word.Length > 1 && "-command".StartsWith(word, StringComparison.Ordinal))
                return [.. arguments.Skip(i + 1)];
            if (dialect == ShellDialect.CommandPrompt)
                continue;
            if (NoScript.Contains(word))
                return [];
            if (Valued.Contains(word))
                i++;
            else if (!word.StartsWith("-", StringComparison.Ordinal))
                return [.. arguments.Skip(i)];
        }
        return [];
    }

#pragma warning disable CA1308 // Programs and parameters of Windows are compared in lower case.
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
