using System.Globalization;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>What BuildKit asks of the flags of an instruction before any variable is expanded: names, number, values.</summary>
internal static class FlagGrammar
{
    private const char Switch = '?';
    private const char Repeated = '*';

    /// <summary>The flags of each instruction: those with a question mark are true or false, those with a star may stand more than once.</summary>
    private static readonly Dictionary<string, string[]> Flags = new(StringComparer.Ordinal)
    {
        ["FROM"] = ["platform"],
        ["RUN"] = ["mount*", "network", "security", "device*"],
        ["COPY"] = ["from", "chown", "chmod", "link?", "parents?", "exclude*"],
        ["ADD"] = ["chown", "chmod", "link?", "checksum", "keep-git-dir?", "unpack?", "exclude*"],
        ["HEALTHCHECK"] = ["interval", "timeout", "start-period", "start-interval", "retries"],
    };

    /// <summary>The instructions whose flags BuildKit passes over.</summary>
    private static readonly string[] Unread = ["ARG", "STOPSIGNAL"];

    private static readonly string[] Networks = ["default", "none", "host"];
    private static readonly string[] Securities = ["insecure", "sandbox"];

    /// <summary>What is wrong with the flags.</summary>
    public static IEnumerable<string> ProblemsOf(Instruction instruction)
    {
        if (instruction.Flags.Count == 0 || Unread.Contains(instruction.Name) || IsHealthCheckNone(instruction))
            yield break;
        string[] known = Flags.TryGetValue(instruction.Name, out string[]? flags) ? flags : [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (InstructionFlag flag in instruction.Flags)
        {
            string? form = Array.Find(known, k => k.TrimEnd(Switch, Repeated) == flag.Name);
            if (form is null)
                yield return $"unknown flag: --{flag.Name}";
            else if (!seen.Add(flag.Name) && form[form.Length - 1] != Repeated)
                yield return $"duplicate flag specified: {flag.Name}";
            else if (flag.Value.IsMissing ? form[form.Length - 1] != Switch : form[form.Length - 1] == Switch && flag.Value.Value.Length == 0)
                yield return $"missing a value on flag: {flag.Name}";
            else if (flag.Value.IsKnown && ValueProblem(flag.Name, flag.Value.Value, form[form.Length - 1] == Switch) is { } problem)
                yield return problem;
        }
    }

    private static bool IsHealthCheckNone(Instruction instruction) =>
        instruction.Name == "HEALTHCHECK"
        && instruction.Arguments is [var type, ..]
        && string.Equals(type.Value, "NONE", StringComparison.OrdinalIgnoreCase);

    private static string? ValueProblem(string name, string value, bool isSwitch)
    {
        if (isSwitch)
            return value.ToUpperInvariant() is "TRUE" or "FALSE" ? null : $"expecting boolean value for flag {name}, not: {value}";
        return name switch
        {
            "network" when !Networks.Contains(value) => $"invalid network mode \"{value}\"",
            "security" when !Securities.Contains(value) => $"security \"{value}\" is not valid",
            "device" => RunDevice.ProblemOf(value),
            "mount" => RunMount.ReadingProblemOf(value),
            "interval" or "timeout" or "start-period" or "start-interval" => DurationProblem(name, value),
            "retries" => RetriesProblem(value),
            _ => null,
        };
    }

    private static string? DurationProblem(string name, string value) =>
        value.Length == 0 ? null
        : GoDuration.TryParse(value, out double milliseconds) is { } error ? $"time: {error} \"{value}\""
        : milliseconds != 0 && milliseconds < 1 ? $"interval \"{name}\" cannot be less than 1ms"
        : null;

    private static string? RetriesProblem(string value) =>
        value.Length == 0 ? null
        : !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int retries)
            ? $"strconv.ParseInt: parsing \"{value}\": invalid syntax"
        : retries < 0 ? $"--retries cannot be negative ({retries})"
        : null;
}
