using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>What BuildKit asks of stages once all are read: their platforms, and where they take files from.</summary>
internal static class StageGrammar
{
    private static readonly string[] Systems =
    [
        "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
        "openbsd", "plan9", "solaris", "windows", "zos", "macos",
    ];

    private static readonly string[] Architectures =
    [
        "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "ppc64", "ppc64le", "loong64", "mips", "mipsle",
        "mips64", "mips64le", "mips64p32", "mips64p32le", "ppc", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64",
        "wasm", "i386", "x86_64", "x86-64", "aarch64", "armhf", "armel",
    ];

    /// <summary>Reports a platform of a FROM that is none.</summary>
    public static void CheckPlatform(Instruction from, ProblemList problems)
    {
        if (from.Flag("platform") is not { Value: { IsKnown: true } platform }
            || (platform.Node as ScalarNode)?.Text.EndsWith("=", StringComparison.Ordinal) == true)
            return;
        if (platform.Value.Length == 0)
            problems.Add(BuildPhase.Stages, platform, "empty platform value from expression");
        else if (!IsPlatform(platform.Value))
            problems.Add(BuildPhase.Stages, platform, $"failed to parse platform {platform.Value}: it is no system and architecture");
    }

    /// <summary>Reports a source of COPY that a variable names, before variables are expanded: BuildKit expands none there.</summary>
    public static void CheckCopySource(Instruction copy, ProblemList problems)
    {
        if (copy.Name == "COPY" && copy.Flag("from") is { Value: { IsKnown: true } from }
            && new WordExpander(from.Value, '\\', _ => VariableValue.Unset).Expand() != from.Value)
            problems.Add(
                BuildPhase.Stages,
                from,
                "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround");
    }

    /// <summary>Reports what is wrong with the instructions that a stage keeps by ONBUILD for the one that is built from it.</summary>
    public static void CheckTriggers(Stage parent, Instruction from, ProblemList problems)
    {
        foreach (Instruction onbuild in parent.Instructions)
            if (onbuild.Trigger is { } trigger)
                foreach (string problem in InstructionGrammar.ProblemsOf(trigger))
                    problems.Add(BuildPhase.Stages, from, problem);
    }

    private static bool IsPlatform(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length > 3 || !parts.All(IsComponent))
            return false;
        return parts.Length > 1 || Systems.Contains(Lower(parts[0])) || Architectures.Contains(Lower(parts[0]));
    }

    /// <summary>Whether a part has the characters of one; a system may have its version in brackets.</summary>
    private static bool IsComponent(string part)
    {
        int open = part.IndexOf('(');
        string name = open > 0 && part.EndsWith(")", StringComparison.Ordinal) ? part.Substring(0, open) : part;
        return name.Length > 0 && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '-');
    }

#pragma warning disable CA1308 // Platforms are written in lower case.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}
