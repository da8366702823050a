using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8005: programs from the network are not run unseen (CIS Docker 4.11).</summary>
internal sealed class DockerfilePipeToShell() : Rule(new("CSEC8005", "dockerfile-pipe-to-shell", Severity.High,
    "Download is piped into a shell",
    "Download to a file, check its digest or signature, then run it.")
{
    References = ["CIS Docker 4.11", "NIST SP 800-190 3.1.5"],
}), IJudges<ShellCommand>
{
    private static readonly HashSet<string> Downloads = new(StringComparer.OrdinalIgnoreCase)
    {
        "curl", "wget", "fetch", "http", "https", "aria2c", "iwr", "Invoke-WebRequest", "irm", "Invoke-RestMethod",
    };

    private static readonly HashSet<string> Interpreters = new(StringComparer.OrdinalIgnoreCase)
    {
        "python", "python2", "python3", "perl", "ruby", "node", "nodejs", "php", "lua", "deno", "iex", "Invoke-Expression", "pwsh", "powershell", "cmd",
    };

    /// <summary>Commands that run the text of their argument.</summary>
    private static readonly HashSet<string> Evaluators = new(StringComparer.OrdinalIgnoreCase) { "eval", "source", ".", "iex", "Invoke-Expression" };

    /// <summary>The methods of .NET by which PowerShell downloads a text.</summary>
    private static readonly string[] Methods = [".DownloadString(", ".DownloadData(", ".GetStringAsync("];

    public void Judge(ShellCommand command, RuleContext context)
    {
        if (IsDownload(command) && Reader(command) is { } reader)
            context.Report(
                command,
                $"What {NameOf(command)} downloads is run by {reader} at once, whatever it is. Allowed: a file whose digest or signature is checked first.");
        else if (RunsArgument(command) && command.Words.Any(HoldsDownload))
            context.Report(
                command,
                $"{NameOf(command)} runs what is downloaded in its argument, whatever it is. Allowed: a file whose digest or signature is checked first.");
    }

    private static bool IsDownload(ShellCommand command) => Downloads.Contains(command.Name) || (command.Words.Count > 0 && CallsMethod(command.Words[0]));

    private static bool CallsMethod(ShellWord word) => Array.Exists(Methods, m => word.Text.IndexOf(m, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether a word is, or takes from a command inside it, what is downloaded.</summary>
    private static bool HoldsDownload(ShellWord word) =>
        CallsMethod(word) || word.Substituted.Any(c => IsDownload(c) || c.Words.Any(HoldsDownload));

    private static bool RunsArgument(ShellCommand command) =>
        command.IsShell || Evaluators.Contains(command.Name) || command.Words is [var first, ..] && IsScriptBlock(first.Text);

    private static bool IsScriptBlock(string word) => word.StartsWith("[scriptblock]::Create", StringComparison.OrdinalIgnoreCase);

    /// <summary>How messages name a command; the whole expression is too long for one.</summary>
    private static string NameOf(ShellCommand command) => command.Words.Count > 0 && command.Words[0].Text.Contains("(") ? "PowerShell" : command.Name;

    private static string? Reader(ShellCommand command)
    {
        for (ShellCommand? next = command.PipedInto; next is not null; next = next.PipedInto)
            if (RunsInput(next.Innermost))
                return next.Innermost.Name;
        return null;
    }

    /// <summary>Whether an interpreter runs what it reads: no script, module or text is named.</summary>
    private static bool RunsInput(ShellCommand command)
    {
        if (!command.IsShell && !Interpreters.Contains(command.Name))
            return false;
        foreach (ShellWord argument in command.Arguments)
            if (argument.Text is "-" or "-s" or "--" or "$_" or "$input" || argument.Text.StartsWith("/dev/stdin", StringComparison.Ordinal))
                return true;
            else if (argument.Text is "-c" or "-m" or "-e" or "-n" || !argument.Text.StartsWith("-", StringComparison.Ordinal))
                return false;
        return true;
    }
}
