using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>Follows the files that a stage downloads until something checks or runs them.</summary>
internal sealed class DownloadedFiles
{
    private static readonly string[] Interpreters =
    [
        "python", "python2", "python3", "perl", "ruby", "node", "php", "lua", "pwsh", "source", ".", "java", "msiexec",
    ];

    private static readonly string[] Checks =
    [
        "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "sha256", "sha512", "shasum", "b2sum", "b3sum",
        "md5sum", "gpg", "gpg2", "gpgv", "cosign", "minisign", "signify", "rhash", "cksum", "slsa-verifier",
    ];

    private static readonly string[] Streams = ["-", "/dev/null", "/dev/stdout", "/dev/stderr"];

    /// <summary>What was downloaded and not yet checked, by file name.</summary>
    private readonly HashSet<string> pending = new(StringComparer.Ordinal);

    /// <summary>Takes the next command; returns the file that it runs or installs unchecked, null where it does not.</summary>
    public string? Next(ShellCommand command)
    {
        if (IsCheck(command))
            pending.Clear();
        else if (FileOf(command) is { } file)
            pending.Add(NameOf(file));
        else if (command.Name is "mv" or "cp" or "ln")
            Rename(command);
        else if (pending.Count > 0 && Run(command) is { } run && pending.Remove(NameOf(run)))
            return run;
        return null;
    }

    private static bool IsCheck(ShellCommand command) =>
        (Array.IndexOf(Checks, command.Name) >= 0 && !IsKeyWork(command))
        || (command.Name == "openssl" && command.Has("dgst", "cms", "smime"))
        || (command.Name == "rpm" && command.Has("-K", "--checksig"))
        || command.Name.StartsWith("verify", StringComparison.Ordinal);

    /// <summary>Whether gpg only takes a key in.</summary>
    private static bool IsKeyWork(ShellCommand command) =>
        command.Has("--dearmor", "--import", "--recv-keys", "--recv-key", "--export", "--list-keys", "--fingerprint");

    /// <summary>The file that a download is written to; null where the command downloads nothing into a file.</summary>
    private static string? FileOf(ShellCommand command)
    {
        string? file = command.Name switch
        {
            "curl" => OptionValues.Of(command, 'o', "output").FirstOrDefault()
                ?? FirstFile(command)
                ?? (OptionValues.HasLetter(command, 'O') || command.Has("--remote-name", "--remote-name-all") ? Url(command) : null),
            "wget" => OptionValues.Of(command, 'O', "output-document").FirstOrDefault() ?? Url(command),
            "aria2c" => OptionValues.Of(command, 'o', "out").FirstOrDefault() ?? Url(command),
            "fetch" => OptionValues.Of(command, 'o', "output").FirstOrDefault(),
            _ => null,
        };
        if (command.Name == "wget" && file is not null && Array.IndexOf(Streams, file) >= 0)
            file = FirstFile(command);
        return file is { Length: > 0 } && Array.IndexOf(Streams, file) < 0 && NameOf(file).Length > 0 ? file : null;
    }

    private static string? FirstFile(ShellCommand command) => command.Files is [var first, ..] ? first.Text : null;

    private static string? Url(ShellCommand command) =>
        command.Arguments.LastOrDefault(a => a.Text.Contains("://"))?.Text.Split('?')[0];

    private void Rename(ShellCommand command)
    {
        string[] words = [.. command.Arguments.Select(a => a.Text).Where(t => !t.StartsWith("-", StringComparison.Ordinal))];
        if (words.Length > 1 && words.Take(words.Length - 1).Any(w => pending.Contains(NameOf(w))))
            pending.Add(NameOf(words[words.Length - 1]));
    }

    private string? Run(ShellCommand command)
    {
        if (command.Words.Count == 0)
            return null;
        string program = command.Words[0].Text;
        if (program.IndexOf('/') >= 0 && pending.Contains(NameOf(program)))
            return program;
        bool takesFile = command.IsShell
            || Array.IndexOf(Interpreters, command.Name) >= 0
            || Installs(command)
            || (command.Name == "chmod" && command.Arguments.Any(a => MakesRunnable(a.Text)));
        return takesFile ? command.Arguments.Select(a => a.Text).FirstOrDefault(t => pending.Contains(NameOf(t))) : null;
    }

    private static bool Installs(ShellCommand command) => command.Name switch
    {
        "dpkg" => command.Has("-i", "--install", "-iE") || OptionValues.HasLetter(command, 'i'),
        "rpm" => OptionValues.HasLetter(command, 'i') || OptionValues.HasLetter(command, 'U') || command.Has("--install", "--upgrade"),
        "gdebi" or "install" => true,
        "apt-get" or "apt" or "yum" or "dnf" or "microdnf" or "zypper" => command.Has("install", "localinstall", "in"),
        "apk" => command.Has("add"),
        _ => false,
    };

    /// <summary>Whether a mode of chmod lets somebody run the file.</summary>
    private static bool MakesRunnable(string mode) =>
        mode.Length is 3 or 4 && mode.All(c => c is >= '0' and <= '7')
            ? mode.Skip(mode.Length - 3).Any(c => ((c - '0') & 1) != 0)
            : mode.IndexOfAny(['+', '=']) is >= 0 and var at && mode.Length < 12 && mode.IndexOf('x', at) > 0;

    private static string NameOf(string path) => ShellCommand.BaseName(path.Split('?')[0]);
}
