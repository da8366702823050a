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
    private static readonly string[] Downloads = ["curl", "wget", "fetch", "http", "https", "aria2c"];
    private static readonly string[] Interpreters = ["python", "python2", "python3", "perl", "ruby", "node", "nodejs", "php", "lua", "deno", "iex", "pwsh"];

    public void Judge(ShellCommand command, RuleContext context)
    {
        if (IsDownload(command) && Reader(command) is { } reader)
            context.Report(
                command,
                $"What {command.Name} downloads is run by {reader} at once, whatever it is. Allowed: a file whose digest or signature is checked first.");
        else if ((command.IsShell || command.Name is "eval" or "source" or ".") && command.Arguments.Any(a => a.Substituted.Any(IsDownload)))
            context.Report(
                command,
                $"{command.Name} runs what is downloaded in its argument, whatever it is. Allowed: a file whose digest or signature is checked first.");
    }

    private static bool IsDownload(ShellCommand command) => Array.IndexOf(Downloads, command.Name) >= 0;

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
        if (!command.IsShell && Array.IndexOf(Interpreters, command.Name) < 0)
            return false;
        foreach (ShellWord argument in command.Arguments)
            if (argument.Text is "-" or "-s" or "--" || argument.Text.StartsWith("/dev/stdin", StringComparison.Ordinal))
                return true;
            else if (argument.Text is "-c" or "-m" or "-e" or "-n" || !argument.Text.StartsWith("-", StringComparison.Ordinal))
                return false;
        return true;
    }
}
