using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>What BuildKit asks of each instruction, in its words.</summary>
internal static class InstructionGrammar
{
    /// <summary>The flags of each instruction that has some; those with a question mark need no value.</summary>
    private static readonly Dictionary<string, string[]> Flags = new(StringComparer.Ordinal)
    {
        ["FROM"] = ["platform"],
        ["RUN"] = ["mount", "network", "security", "device"],
        ["COPY"] = ["from", "chown", "chmod", "link?", "parents?", "exclude"],
        ["ADD"] = ["chown", "chmod", "link?", "checksum", "keep-git-dir?", "unpack?", "exclude"],
        ["HEALTHCHECK"] = ["interval", "timeout", "start-period", "start-interval", "retries"],
    };

    private static readonly string[] ExactlyOne = ["MAINTAINER", "WORKDIR", "USER", "STOPSIGNAL"];
    private static readonly string[] AtLeastOne = ["ENV", "LABEL", "ONBUILD", "HEALTHCHECK", "EXPOSE", "VOLUME", "ARG", "SHELL"];
    private static readonly string[] Others = ["FROM", "RUN", "CMD", "ENTRYPOINT", "COPY", "ADD"];

    /// <summary>Whether BuildKit knows the instruction.</summary>
    public static bool Knows(string name) => ExactlyOne.Contains(name) || AtLeastOne.Contains(name) || Others.Contains(name);

    /// <summary>What is wrong with an instruction by itself.</summary>
    public static IEnumerable<string> ProblemsOf(Instruction instruction)
    {
        string name = instruction.Name;
        if (!Knows(name))
            return [$"unknown instruction: {instruction.Keyword}"];
        IEnumerable<string> problems = FlagProblems(instruction).Concat(CountProblems(instruction));
        return name switch
        {
            "FROM" => problems.Concat(FromProblems(instruction)),
            "COPY" or "ADD" => problems.Concat(CopyProblems(instruction)),
            "ENV" or "LABEL" => problems.Concat(PairProblems(instruction)),
            "HEALTHCHECK" => problems.Concat(HealthProblems(instruction)),
            "ONBUILD" => problems.Concat(TriggerProblems(instruction)),
            "SHELL" when instruction is { IsJson: false, Arguments.Count: > 0 } => problems.Concat(["SHELL requires the arguments to be in JSON form"]),
            _ => problems,
        };
    }

    private static IEnumerable<string> FlagProblems(Instruction instruction)
    {
        string[] known = Flags.TryGetValue(instruction.Name, out string[]? flags) ? flags : [];
        foreach (InstructionFlag flag in instruction.Flags)
            if (known.Contains(flag.Name) && flag.Value.IsMissing)
                yield return $"missing a value on flag: {flag.Name}";
            else if (!known.Contains(flag.Name) && !known.Contains(flag.Name + "?"))
                yield return $"unknown flag: --{flag.Name}";
    }

    private static IEnumerable<string> CountProblems(Instruction instruction)
    {
        if (instruction.Arguments.Count > 0 || instruction.Trigger is not null)
            yield break;
        if (ExactlyOne.Contains(instruction.Name))
            yield return $"{instruction.Name} requires exactly one argument";
        else if (AtLeastOne.Contains(instruction.Name))
            yield return $"{instruction.Name} requires at least one argument";
    }

    private static IEnumerable<string> FromProblems(Instruction from)
    {
        IReadOnlyList<Field<string>> arguments = from.Arguments;
        if (arguments.Count != 1 && !(arguments.Count == 3 && string.Equals(arguments[1].Value, "AS", StringComparison.OrdinalIgnoreCase)))
            yield return "FROM requires either one or three arguments";
        else if (arguments.Count == 3 && !IsStageName(arguments[2].Value))
            yield return $"invalid name for build stage: \"{arguments[2].Value}\", name can't start with a number or contain symbols";
    }

    private static bool IsStageName(string name) =>
        name.Length > 0 && IsLetter(name[0]) && name.All(c => IsLetter(c) || c is (>= '0' and <= '9') or '-' or '_' or '.');

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static IEnumerable<string> CopyProblems(Instruction copy)
    {
        IReadOnlyList<Field<string>> arguments = copy.Arguments;
        if (arguments.Count == 0)
            yield return $"{copy.Name} requires at least two arguments";
        else if (arguments.Count == 1)
            yield return $"{copy.Name} requires at least two arguments, but only one was provided. Destination could not be determined";
        else if (!copy.IsJson && Heredoc.TryParse(arguments[arguments.Count - 1].Value) is not null)
            yield return $"{copy.Name} cannot accept a heredoc as a destination";
        else if (arguments.Count > 2 && !MayBeFolder(arguments[arguments.Count - 1].Value.Trim('"', '\'')))
            yield return $"when using {copy.Name} with more than one source file, the destination must be a directory and end with a /";
    }

    private static bool MayBeFolder(string path) =>
        path.EndsWith("/", StringComparison.Ordinal)
        || path.EndsWith("\\", StringComparison.Ordinal)
        || path is "." or ".."
        || path.EndsWith("/.", StringComparison.Ordinal)
        || path.Contains("$");

    private static IEnumerable<string> PairProblems(Instruction instruction)
    {
        IReadOnlyList<Field<string>> arguments = instruction.Arguments;
        if (arguments.Count == 1 && !arguments[0].Value.Contains("="))
            yield return $"{instruction.Name} must have two arguments";
        if (arguments.Count == 0 || !arguments[0].Value.Contains("="))
            yield break;
        foreach (Field<string> argument in arguments)
            if (!argument.Value.Contains("="))
                yield return $"syntax error - can't find = in \"{argument.Value}\". Must be of the form: name=value";
            else if (argument.Value[0] == '=')
                yield return $"{instruction.Name} names can not be blank";
    }

    private static IEnumerable<string> HealthProblems(Instruction check)
    {
        if (check.Arguments.Count == 0)
            yield break;
        string type = check.Arguments[0].Value.ToUpperInvariant();
        if (type == "NONE" && check.Arguments.Count > 1)
            yield return "HEALTHCHECK NONE takes no arguments";
        else if (type == "CMD" && check.Arguments.Count == 1)
            yield return "missing command after HEALTHCHECK CMD";
        else if (type is not ("NONE" or "CMD"))
            yield return $"unknown type \"{type}\" in HEALTHCHECK (try CMD)";
    }

    private static IEnumerable<string> TriggerProblems(Instruction onbuild)
    {
        if (onbuild.Trigger is not { } trigger)
            return [];
        return trigger.Name switch
        {
            "ONBUILD" => ["Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"],
            "FROM" or "MAINTAINER" => [$"{trigger.Name} isn't allowed as an ONBUILD trigger"],
            _ => ProblemsOf(trigger),
        };
    }
}
