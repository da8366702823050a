using System.Globalization;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>What BuildKit asks of <c>RUN --mount</c>: its types, its keys, and which of them go together.</summary>
internal sealed class RunMount
{
    private static readonly string[] Types = ["bind", "cache", "tmpfs", "secret", "ssh"];
    private static readonly string[] Sharings = ["shared", "private", "locked"];
    private static readonly string[] Switches = ["readonly", "ro", "readwrite", "rw"];
    private static readonly string[] Targets = ["target", "dst", "destination"];
    private static readonly string[] Sources = ["source", "src"];
    private static readonly string[] Free = ["from", "id", "env", .. Targets, .. Sources];
    private static readonly string[] WithOwner = ["secret", "ssh", "cache"];
    private static readonly string[] OfOwner = ["mode", "uid", "gid"];

    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private string type = "bind";
    private string? target;

    /// <summary>What is wrong with a value before variables are expanded; null where nothing is.</summary>
    public static string? ReadingProblemOf(string value)
    {
        if (FlagFields.Split(value, out string? error) is not { } fields)
            return $"failed to parse csv mounts: {error}";
        foreach (string field in fields)
            if (FlagFields.Cut(field) is ("from", { } from) && from.IndexOf('$') is >= 0 and var sign && sign + 1 < from.Length)
                return "'from' doesn't support variable expansion, define alias stage instead";
        return null;
    }

    /// <summary>Reports what is wrong with the mounts of a RUN whose variables are not expanded yet.</summary>
    public static void Check(Instruction run, VariableScope scope, ProblemList problems)
    {
        if (run.Name != "RUN")
            return;
        foreach (InstructionFlag flag in run.Flags)
            if (flag.Name == "mount"
                && flag.Value.IsKnown
                && ReadingProblemOf(flag.Value.Value) is null
                && new RunMount().ProblemOf(flag.Value.Value, scope) is { } problem)
                problems.Add(BuildPhase.Steps, flag.Value, problem);
    }

    private string? ProblemOf(string value, VariableScope scope)
    {
        foreach (string field in FlagFields.Split(value, out _)!)
        {
            (string key, string? written) = FlagFields.Cut(field);
            string? text = written is null ? null : scope.Expand(written);
            if (key == "type" && written is not null && text is null)
                return null;
            if ((written is null ? SwitchProblem(key, field) : ValueProblem(key, text, field)) is { } problem)
                return problem;
            keys.Add(key);
        }
        return TogetherProblem();
    }

    private string? SwitchProblem(string key, string field) =>
        Switches.Contains(key) ? null
        : key != "required" ? $"invalid field '{field}' must be a key=value pair"
        : OnlyFor(key, "secret", "ssh");

    /// <summary>What is wrong with a key and its value; null stands for a value that is not known.</summary>
    private string? ValueProblem(string key, string? value, string field)
    {
        if (Targets.Contains(key))
            target = value;
        if (Free.Contains(key))
            return null;
        switch (key)
        {
            case "type":
                type = Array.Find(Types, t => string.Equals(t, value, StringComparison.OrdinalIgnoreCase)) ?? "";
                return type.Length == 0 ? $"unsupported mount type \"{value}\"" : null;
            case "required":
                return OnlyFor(key, "secret", "ssh") ?? (value is null || FlagFields.IsBoolean(value) ? null : $"invalid value for {key}: {value}");
            case "size":
                return OnlyFor(key, "tmpfs") ?? (value is null || IsSize(value) ? null : $"invalid value for {key}: {value}");
            case "sharing":
                return value is null || Sharings.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"unsupported sharing value \"{value}\"";
            case "mode" or "uid" or "gid":
                return value is null || IsNumber(value, key == "mode" ? 8 : 10) ? null : $"invalid value {value} for {key}";
            default:
                return !Switches.Contains(key) ? $"unexpected key '{key}' in '{field}'"
                    : value is null || FlagFields.IsBoolean(value) ? null
                    : $"invalid value for {key}: {value}";
        }
    }

    private string? OnlyFor(string key, params string[] types) => types.Contains(type) ? null : $"unexpected key '{key}' for mount type '{type}'";

    private string? TogetherProblem()
    {
        if (!WithOwner.Contains(type) && Array.Find(OfOwner, keys.Contains) is { } owner)
            return $"{owner} not allowed for \"{type}\" type mounts";
        if (type == "secret")
        {
            if (keys.Contains("from"))
                return "secret mount should not have a from";
            if (keys.Contains("sharing"))
                return "secret mount should not define sharing";
            bool hasSource = Array.Exists(Sources, keys.Contains);
            if (!hasSource && !keys.Contains("id") && !keys.Contains("env") && !Array.Exists(Targets, keys.Contains))
                return "invalid secret mount. one of source, target required";
            if (hasSource && keys.Contains("id"))
                return "both source and id can't be set";
        }
        if (keys.Contains("sharing") && type != "cache")
            return $"invalid cache sharing set for {type} mount";
        return type is "bind" or "cache" or "tmpfs" && target is { Length: > 0 } && target.All(c => c == '/') ? $"invalid mount target \"{target}\"" : null;
    }

    private static bool IsNumber(string text, int radix) =>
        text.Length is > 0 and <= 11 && text.All(c => c >= '0' && c < '0' + radix)
        && Convert.ToUInt64(text, radix == 8 ? 8 : 10) <= uint.MaxValue;

    /// <summary>Whether a text is an amount of memory: <c>64m</c>, <c>1.5 GiB</c>, <c>1024</c>.</summary>
    private static bool IsSize(string text)
    {
        string upper = text.ToUpperInvariant();
        string number = upper.EndsWith("B", StringComparison.Ordinal) ? upper.Substring(0, upper.Length - 1) : upper;
        number = number.EndsWith("I", StringComparison.Ordinal) ? number.Substring(0, number.Length - 1) : number;
        number = number.Length > 0 && "KMGTP".IndexOf(number[number.Length - 1]) >= 0 ? number.Substring(0, number.Length - 1) : number;
        return double.TryParse(number.TrimEnd(' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }
}
