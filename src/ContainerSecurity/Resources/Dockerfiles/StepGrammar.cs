using System.Globalization;
using System.Text.RegularExpressions;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>What BuildKit asks of an instruction when it carries it out, with its variables expanded.</summary>
internal static class StepGrammar
{
    private const int HighestMode = 4095;

    private static readonly string[] Protocols = ["", "tcp", "udp", "sctp"];

    /// <summary>The signals of Linux without their SIG; those between RTMIN and RTMAX come from <see cref="IsRealTime"/>.</summary>
    private static readonly HashSet<string> Signals = new(StringComparer.Ordinal)
    {
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL",
        "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1",
        "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
    };

    /// <summary>The digits of a digest by its algorithm.</summary>
    private static readonly Dictionary<string, int> Digests = new(StringComparer.Ordinal) { ["sha256"] = 64, ["sha384"] = 96, ["sha512"] = 128 };

    private static readonly Regex SymbolicMode = new(
        "^[ugoa]*([-+=]([rwxXst]*|[ugo]))+(,[ugoa]*([-+=]([rwxXst]*|[ugo]))+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Reports what is wrong with an instruction. Of ONBUILD nothing is carried out.</summary>
    public static void Check(Instruction instruction, ProblemList problems)
    {
        IEnumerable<(Field<string> At, string Message)> found = instruction.Name switch
        {
            "COPY" or "ADD" => CopyProblems(instruction),
            "STOPSIGNAL" => instruction.Values.Where(v => v.Is(s => !IsSignal(s))).Select(v => (v, $"invalid signal: {v}")),
            "EXPOSE" => instruction.Values.Where(v => v.Is(p => !HasProtocol(p)))
                .Select(v => (v, $"invalid proto: {v.Value.Substring(v.Value.IndexOf('/') + 1)}")),
            _ => [],
        };
        foreach ((Field<string> at, string message) in found)
            problems.Add(BuildPhase.Steps, at, message);
    }

    private static IEnumerable<(Field<string> At, string Message)> CopyProblems(Instruction copy)
    {
        if (copy.Flag("chmod") is { Value: { IsKnown: true } mode } && mode.Value.Length > 0 && !IsMode(mode.Value))
            yield return (mode, $"invalid chmod parameter: '{mode}'. it should be octal string and between 0 and 07777");
        Field<string>[] sources = [.. copy.Values.Take(copy.Values.Count - 1).Where((_, i) => Heredoc.TryParse(copy.Arguments[i].Value) is null)];
        if (copy.Name == "COPY")
            foreach (Field<string> source in sources)
                if (source.Is(IsUrl))
                    yield return (source, "source can't be a URL for COPY");
        if (copy.Name == "ADD" && copy.Flag("checksum") is { Value: { IsKnown: true } checksum } && checksum.Value.Length > 0)
        {
            if (sources.Length != 1)
                yield return (checksum, "checksum can't be specified for multiple sources");
            else if (sources[0].Is(s => !IsUrl(s) && !IsGit(s)))
                yield return (checksum, "checksum requires HTTP(S) or Git sources");
            else if (sources[0].Is(s => IsUrl(s) && !IsGit(s)) && !IsDigest(checksum.Value))
                yield return (checksum, "invalid checksum digest format");
        }
    }

    private static bool IsUrl(string source) =>
        source.StartsWith("http://", StringComparison.Ordinal) || source.StartsWith("https://", StringComparison.Ordinal);

    private static bool IsGit(string source) =>
        source.StartsWith("git://", StringComparison.Ordinal)
        || source.StartsWith("ssh://", StringComparison.Ordinal)
        || (source.IndexOf('@') is > 0 and var at && source.IndexOf(':', at) > at && !IsUrl(source))
        || (IsUrl(source) && source.Split('#', '?')[0].EndsWith(".git", StringComparison.Ordinal));

    private static bool IsDigest(string text)
    {
        int colon = text.IndexOf(':');
        return colon > 0
            && Digests.TryGetValue(text.Substring(0, colon), out int length)
            && text.Length == colon + 1 + length
            && text.Skip(colon + 1).All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
    }

    private static bool IsMode(string text) =>
        text.All(c => c is >= '0' and <= '7') ? text.Length <= 10 && Convert.ToInt64(text, 8) <= HighestMode : SymbolicMode.IsMatch(text);

    private static bool IsSignal(string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            return number != 0;
        string upper = text.ToUpperInvariant();
        string name = upper.StartsWith("SIG", StringComparison.Ordinal) ? upper.Substring(3) : upper;
        return Signals.Contains(name) || IsRealTime(name, "RTMIN+", 15) || IsRealTime(name, "RTMAX-", 14);
    }

    private static bool IsRealTime(string name, string start, int highest) =>
        name.StartsWith(start, StringComparison.Ordinal)
        && name.Length > start.Length
        && name[start.Length] != '0'
        && int.TryParse(name.Substring(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int offset)
        && offset <= highest;

    private static bool HasProtocol(string port)
    {
        int slash = port.IndexOf('/');
        return slash < 0 || Protocols.Contains(port.Substring(slash + 1), StringComparer.OrdinalIgnoreCase);
    }
}
