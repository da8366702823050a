using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>Knows how programs are told not to verify what they download.</summary>
internal static class VerificationSwitches
{
    /// <summary>The short options of curl that take a value, so that letters after them are none.</summary>
    private static readonly char[] CurlValued = [.. "AbcCdDeEFhHKmoPQrtTuUwxXyYz"];

    private static readonly string[] AptOff = ["VERIFY-PEER=FALSE", "VERIFY-HOST=FALSE", "ALLOWUNAUTHENTICATED=TRUE", "ALLOWINSECUREREPOSITORIES=TRUE"];

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["curl"] = ["--insecure", "--proxy-insecure"],
        ["wget"] = ["--no-check-certificate"],
        ["pip"] = ["--trusted-host"],
        ["npm"] = ["--strict-ssl=false", "--no-strict-ssl"],
        ["apt-get"] = ["--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories"],
        ["apk"] = ["--allow-untrusted"],
        ["yum"] = ["--nogpgcheck"],
        ["zypper"] = ["--no-gpg-checks", "--gpg-auto-import-keys=false"],
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
    };

    /// <summary>Whether a variable with a value switches verification off.</summary>
    public static bool TurnsOff(string name, string value) =>
        Switches.TryGetValue(name, out string[]? values)
        && value.Length > 0
        && (values.Length == 0 || values.Contains(value.Trim('"', '\''), StringComparer.OrdinalIgnoreCase));

    /// <summary>The word of a command that switches verification off; null where none does.</summary>
    public static ShellWord? Find(ShellCommand command)
    {
        string program = SameAs.TryGetValue(command.Name, out string? same) ? same : command.Name;
        return Assigned(command)
            ?? command.Arguments.FirstOrDefault(a =>
                Words.TryGetValue(program, out string[]? words)
                && Array.Exists(words, w => a.Text == w || a.Text.StartsWith(w + "=", StringComparison.Ordinal)))
            ?? (program == "curl" ? command.Arguments.FirstOrDefault(a => HasLetter(a.Text, 'k')) : null)
            ?? Setting(program, command);
    }

    private static ShellWord? Assigned(ShellCommand command) =>
        command.Assignments.Concat(command.Name == "export" ? command.Arguments : [])
            .FirstOrDefault(a =>
                a.Text.IndexOf('=') is > 0 and var equals && TurnsOff(a.Text.Substring(0, equals), a.Text.Substring(equals + 1)));

    /// <summary>
    /// Settings in words of their own: <c>npm config set strict-ssl false</c>, <c>git -c http.sslVerify=false</c>,
    /// <c>apt-get -o Acquire::https::Verify-Peer=false</c>, <c>deb [trusted=yes] …</c>.
    /// </summary>
    private static ShellWord? Setting(string program, ShellCommand command)
    {
        for (int i = 0; i < command.Arguments.Count; i++)
        {
            string word = command.Arguments[i].Text.ToUpperInvariant();
            string next = i + 1 < command.Arguments.Count ? command.Arguments[i + 1].Text.ToUpperInvariant() : "";
            bool found = program switch
            {
                "npm" => word == "STRICT-SSL" && next == "FALSE",
                "git" => word.StartsWith("HTTP.", StringComparison.Ordinal)
                    && word.Contains("SSLVERIFY")
                    && (IsOff(next) || IsOff(word.Substring(word.IndexOf('=') + 1))),
                "apt-get" => Array.Exists(AptOff, word.Contains),
                "echo" or "printf" or "add-apt-repository" => word.Contains("[TRUSTED=YES"),
                _ => false,
            };
            if (found)
                return command.Arguments[i];
        }
        return null;
    }

    private static bool IsOff(string value) => value is "FALSE" or "0" or "OFF";

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
