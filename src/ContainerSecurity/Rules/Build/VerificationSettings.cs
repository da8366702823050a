namespace ContainerSecurity.Rules.Build;

/// <summary>Knows the settings, in files and arguments, that switch the verification of downloads off.</summary>
internal static class VerificationSettings
{
    private static readonly string[] Off = ["false", "0", "no", "off", "none"];
    private static readonly string[] On = ["true", "1", "yes", "on"];

    private static readonly (string Name, string[] Values)[] All =
    [
        ("sslverify", Off),
        ("ssl_verify", Off),
        ("ssl_verify_mode", Off),
        ("strict-ssl", Off),
        ("strict_ssl", Off),
        ("enableStrictSsl", Off),
        ("--tls-verify", Off),
        ("src-tls-verify", Off),
        ("dest-tls-verify", Off),
        ("check_certificate", Off),
        ("check-certificate", Off),
        ("ssl:verify-certificate", Off),
        ("gpgcheck", Off),
        ("Verify-Peer", Off),
        ("Verify-Host", Off),
        ("secure-http", Off),
        ("StrictHostKeyChecking", ["no", "off"]),
        ("SigLevel", ["Never"]),
        ("AllowUnauthenticated", On),
        ("AllowInsecureRepositories", On),
        ("disable-tls", On),
        ("allowInsecureConnections", On),
        ("ssl.insecure", On),
        ("global.trusted-host", []),
        ("install.trusted-host", []),
    ];

    /// <summary>The length of the shortest text that gives a value to one of them: its name, a joint and a character.</summary>
    private static readonly int Shortest = All.Min(s => s.Name.Length) + 2;

    /// <summary>The setting of a text that switches verification off; null where none does.</summary>
    public static string? Find(string text) => text.Length < Shortest ? null
        : Given(text) ?? (IsPipFile(text) ? "trusted-host" : text.IndexOf("[trusted=yes", StringComparison.OrdinalIgnoreCase) >= 0 ? "trusted" : null);

    private static string? Given(string text)
    {
        foreach ((string name, string[] values) in All)
            if (SettingText.Gives(text, name, values))
                return name;
        return null;
    }

    /// <summary>Whether a text is a line of pip's settings that trusts a host.</summary>
    private static bool IsPipFile(string text) =>
        text.IndexOf("trusted-host", StringComparison.Ordinal) is >= 0 and var at
        && (at == 0 || text[at - 1] != '-')
        && text.Substring(at + "trusted-host".Length).TrimStart().StartsWith("=", StringComparison.Ordinal);
}
