using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>Knows how programs are told not to verify what they download.</summary>
internal static class VerificationSwitches
{
    /// <summary>The short options of curl that take a value, so that letters after them are none.</summary>
    private static readonly char[] CurlValued = [.. "AbcCdDeEFhHKmoPQrtTuUwxXyYz"];

    /// <summary>Words that mean the same to every program that knows them.</summary>
    private static readonly string[] CommonWords =
    [
        "--insecure-skip-tls-verify", "--insecure-skip-verify", "--skip-tls-verify", "--allow-insecure-connections",
        "--no-verify-ssl", "--no-check-certificate",
    ];

    private static readonly string[] Printers = ["echo", "printf", "sed", "grep", "tee", "cat"];

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["curl"] = ["--insecure", "--proxy-insecure", "--doh-insecure"],
        ["pip"] = ["--trusted-host"],
        ["uv"] = ["--trusted-host", "--allow-insecure-host"],
        ["http"] = ["--verify=no", "--verify=false"],
        ["svn"] = ["--trust-server-cert"],
        ["npm"] = ["--strict-ssl=false", "--no-strict-ssl"],
        ["apt-get"] = ["--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories"],
        ["apk"] = ["--allow-untrusted"],
        ["yum"] = ["--nogpgcheck", "--no-gpgchecks"],
        ["zypper"] = ["--no-gpg-checks", "--no-gpgchecks", "--gpg-auto-import-keys=false"],
        ["rpm"] = ["--nosignature", "--nodigest"],
        ["gpg"] = ["--skip-verify"],
    };

    private static readonly Dictionary<string, string> SameAs = new(StringComparer.Ordinal)
    {
        ["pip2"] = "pip",
        ["pip3"] = "pip",
        ["python"] = "pip",
        ["python3"] = "pip",
        ["apt"] = "apt-get",
        ["aptitude"] = "apt-get",
        ["dnf"] = "yum",
        ["microdnf"] = "yum",
        ["tdnf"] = "yum",
        ["dnf5"] = "yum",
        ["https"] = "http",
        ["yarn"] = "npm",
        ["pnpm"] = "npm",
    };

    private static readonly Dictionary<string, string[]> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["NODE_TLS_REJECT_UNAUTHORIZED"] = ["0"],
        ["GIT_SSL_NO_VERIFY"] = ["1", "true", "yes"],
        ["PYTHONHTTPSVERIFY"] = ["0"],
        ["NPM_CONFIG_STRICT_SSL"] = ["false"],
        ["HTTPLIB2_DISABLE_SSL_CERTIFICATE_VALIDATION"] = ["1", "true"],
        ["GOINSECURE"] = [],
        ["GONOSUMCHECK"] = ["1"],
        ["GOFLAGS"] = ["-insecure"],
        ["GOSUMDB"] = ["off"],
        ["PIP_TRUSTED_HOST"] = [],
        ["UV_INSECURE_HOST"] = [],
        ["CONDA_SSL_VERIFY"] = ["false", "0", "no"],
        ["YARN_ENABLE_STRICT_SSL"] = ["false", "0"],
        ["BUNDLE_SSL_VERIFY_MODE"] = ["0"],
        ["PERL_LWP_SSL_VERIFY_HOSTNAME"] = ["0"],
        ["ANSIBLE_HOST_KEY_CHECKING"] = ["false", "0", "no"],
        ["DOTNET_NUGET_SIGNATURE_VERIFICATION"] = ["false", "0"],
    };

    /// <summary>Whether a variable with a value switches verification off.</summary>
    public static bool TurnsOff(string name, string value) =>
        VerificationSettings.Find(value) is not null
        || (Switches.TryGetValue(name, out string[]? values)
            && value.Length > 0
            && (values.Length == 0 || values.Contains(value.Trim('"', '\''), StringComparer.OrdinalIgnoreCase)));

    /// <summary>The word of a command that switches verification off; null where none does.</summary>
    public static ShellWord? Find(ShellCommand command)
    {
        string program = SameAs.TryGetValue(command.Name, out string? same) ? same : command.Name;
        return Assigned(command)
            ?? Word(program, command)
            ?? (program == "curl" ? command.Arguments.FirstOrDefault(a => HasLetter(a.Text, 'k')) : null)
            ?? Setting(command);
    }

    /// <summary>Whether a script tells PowerShell to take any certificate.</summary>
    public static bool IsOffInPowerShell(string script) =>
        script.IndexOf("-SkipCertificateCheck", StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        && script.IndexOf("-SkipCertificateCheck:$false", at, StringComparison.OrdinalIgnoreCase) < 0;

    private static ShellWord? Assigned(ShellCommand command) =>
        command.Assignments.Concat(command.Name == "export" || (command.Name is "go" && command.Has("env")) ? command.Arguments : [])
            .FirstOrDefault(a =>
                a.Text.IndexOf('=') is > 0 and var equals && TurnsOff(a.Text.Substring(0, equals), a.Text.Substring(equals + 1)));

    private static ShellWord? Word(string program, ShellCommand command)
    {
        if (Printers.Contains(program))
            return null;
        IEnumerable<string> words = Words.TryGetValue(program, out string[]? own) ? own.Concat(CommonWords) : CommonWords;
        return command.Arguments.FirstOrDefault(a => words.Any(w => a.Text == w || (StartsWith(a.Text, w + "=") && !EndsOff(a.Text))));
    }

    private static bool StartsWith(string word, string start) => word.StartsWith(start, StringComparison.Ordinal);

    private static bool EndsOff(string word) => word.EndsWith("=false", StringComparison.OrdinalIgnoreCase) || word.EndsWith("=0", StringComparison.Ordinal);

    /// <summary>
    /// Settings in one word or in two: <c>npm config set strict-ssl false</c>, <c>git -c http.sslVerify=false</c>,
    /// <c>ssh -o StrictHostKeyChecking=no</c>, <c>echo sslverify=false &gt;&gt; /etc/yum.conf</c>.
    /// </summary>
    private static ShellWord? Setting(ShellCommand command)
    {
        if (command.Name is "grep" or "egrep" or "fgrep" or "awk" or "test" or "[")
            return null;
        string text = string.Join(" ", command.Arguments.Select(a => command.Name == "sed" ? Replacement(a.Text) : a.Text));
        return VerificationSettings.Find(text) is { } name
            ? command.Arguments.FirstOrDefault(a => a.Text.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0) ?? command.Words[0]
            : null;
    }

    /// <summary>What a substitution of sed puts in; empty for any other word.</summary>
    private static string Replacement(string script) =>
        script.Length > 3 && script[0] == 's' && !char.IsLetterOrDigit(script[1]) && script.Substring(2).Split(script[1]) is [_, var put, ..] ? put : "";

    private static bool HasLetter(string option, char letter)
    {
        if (option.Length < 2 || option[0] != '-' || option[1] == '-')
            return false;
        for (int i = 1; i < option.Length; i++)
            if (option[i] == letter)
                return true;
            else if (Array.IndexOf(CurlValued, option[i]) >= 0)
                return false;
        return false;
    }
}
