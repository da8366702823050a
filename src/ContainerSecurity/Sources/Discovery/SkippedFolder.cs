namespace ContainerSecurity.Sources;

/// <summary>The folders that a search passes over by their names, and why.</summary>
internal static class SkippedFolder
{
    /// <summary>Version control, packages of others, and what builds make.</summary>
    public static IReadOnlyList<string> Names { get; } = [".git", ".svn", ".hg", "node_modules", "bin", "obj"];

    /// <summary>Why a folder is passed over; without a sentence where nobody needs to be told, because every checkout has it.</summary>
    public static (PassedOverKind Kind, string? Why) WhyOf(string name) => name switch
    {
        ".git" or ".svn" or ".hg" => (PassedOverKind.Other, null),
        "node_modules" => (PassedOverKind.Packages, "It is a folder of packages."),
        "bin" or "obj" => (PassedOverKind.BuildOutput, "It is a folder of build output."),
        _ => (PassedOverKind.Ignored, "It is a folder that is left out."),
    };
}
