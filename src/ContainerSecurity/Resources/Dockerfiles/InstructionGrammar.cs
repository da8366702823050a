using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>What BuildKit asks of each instruction by itself, in its words.</summary>
internal static class InstructionGrammar
{
    private static readonly string[] ExactlyOne = ["MAINTAINER", "WORKDIR", "USER", "STOPSIGNAL"];
    private static readonly string[] AtLeastOne = ["ENV", "LABEL", "ONBUILD", "HEALTHCHECK", "EXPOSE", "VOLUME", "ARG", "SHELL"];
    private static readonly string[] Others = ["FROM", "RUN", "CMD", "ENTRYPOINT", "COPY", "ADD"];

    /// <summary>Whether BuildKit knows the instruction.</summary>
    public static bool Knows(string name) => ExactlyOne.Contains(name) || AtLeastOne.Contains(name) || Others.Contains(name);

    /// <summary>What is wrong with the words of an instruction. Those that ONBUILD keeps are cut into words too.</summary>
    public static IEnumerable<string> LineProblemsOf(Instruction instruction)
    {
        IReadOnlyList<Field<string>> arguments = instruction.Arguments;
        if (instruction.Name is not ("ENV" or "LABEL") || arguments.Count == 0)
            yield break;
        if (!arguments[0].Value.Contains("="))
        {
            if (arguments.Count == 1)
                yield return $"{instruction.Name} must have two arguments";
            yield break;
        }
        foreach (Field<string> argument in arguments)
            if (!argument.Value.Contains("="))
                yield return $"syntax error - can't find = in \"{argument.Value}\". Must be of the form: name=value";
    }

    /// <summary>What is wrong with an instruction. Of ONBUILD that is what it keeps, and nothing inside: nobody reads that yet.</summary>
    public static IEnumerable<string> ProblemsOf(Instruction instruction)
    {
        string name = instruction.Name;
        if (!Knows(name))
            return [$"unknown instruction: {instruction.Keyword}"];
        IEnumerable<string> problems = CountProblems(instruction).Concat(FlagGrammar.ProblemsOf(instruction));
        return name switch
        {
            "FROM" => problems.Concat(FromProblems(instruction)),
            "COPY" or "ADD" => problems.Concat(CopyProblems(instruction)),
            "ENV" or "LABEL" or "ARG" => problems.Concat(NameProblems(instruction)),
            "HEALTHCHECK" => problems.Concat(HealthProblems(instruction)),
            "ONBUILD" => problems.Concat(TriggerProblems(instruction)),
            "VOLUME" when instruction.Arguments.Any(a => a.Value.Trim().Length == 0) => problems.Concat(["VOLUME specified can not be an empty string"]),
            "SHELL" when instruction is { IsJson: false, Arguments.Count: > 0 } => problems.Concat(["SHELL requires the arguments to be in JSON form"]),
            _ => problems,
        };
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
    }

    private static IEnumerable<string> NameProblems(Instruction instruction) =>
        instruction.Arguments.Any(a => a.Value.StartsWith("=", StringComparison.Ordinal)) ? [$"{instruction.Name} names can not be blank"] : [];

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

    private static IEnumerable<string> TriggerProblems(Instruction onbuild) => onbuild.Trigger?.Name switch
    {
        "ONBUILD" => ["Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"],
        "FROM" or "MAINTAINER" => [$"{onbuild.Trigger.Name} isn't allowed as an ONBUILD trigger"],
        _ => [],
    };
}
