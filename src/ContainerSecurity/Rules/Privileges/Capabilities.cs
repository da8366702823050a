using System.Text.RegularExpressions;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>What the standards say about Linux capabilities. Names are case-sensitive in Kubernetes.</summary>
internal static class Capabilities
{
    private static readonly string[] BaselineNames =
        [
            "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE",
            "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"
        ];

    private static readonly string[] HostAccess =
        [
            "ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "SYS_BOOT", "NET_ADMIN", "DAC_READ_SEARCH",
            "BPF", "PERFMON", "SYSLOG", "MAC_ADMIN", "MAC_OVERRIDE"
        ];

    private static readonly Regex Shape = new("^[A-Z][A-Z0-9_]{0,62}$", RegexOptions.CultureInvariant);

    /// <summary>The capabilities that a policy allows besides those of the standard, for every rule over them.</summary>
    public static RuleParameter<IReadOnlyList<string>> Allowed { get; } = RuleParameter.List(
        "allowedCapabilities",
        "The capabilities that may be added besides those that the rule allows; names are case-sensitive.",
        new ParameterKind("list of capabilities", "a list of names as manifests write them, such as NET_ADMIN", ProblemOf)
        {
            IsList = true,
            Pattern = "^(?!CAP_)[A-Z][A-Z0-9_]{0,62}$",
        },
        static text => text);

    public static string BaselineList { get; } = string.Join(", ", BaselineNames);

    public static IReadOnlyList<string> Baseline => BaselineNames;

    public static bool IsBaseline(string capability) => Array.IndexOf(BaselineNames, capability) >= 0;

    /// <summary>The capabilities that a policy allows besides, to be put behind the others; nothing where it allows none.</summary>
    public static string Further(IReadOnlyList<string> allowed) => allowed.Count == 0 ? "" : ", " + string.Join(", ", allowed);

    private static string? ProblemOf(string text) =>
        text.StartsWith("CAP_", StringComparison.Ordinal) ? $"'{ParameterKinds.Shown(text)}' is written without CAP_ in manifests"
        : Shape.Match(text).Length == text.Length && text.Length > 0 ? null
        : $"'{ParameterKinds.Shown(text)}' is no capability";

    /// <summary>Whether the capability alone leads out of the container.</summary>
    public static bool GivesAwayTheHost(string capability) => Array.IndexOf(HostAccess, capability) >= 0;
}
