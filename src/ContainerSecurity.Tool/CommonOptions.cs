using System.CommandLine;

namespace ContainerSecurity.Tool;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "No colours, also where the output is a terminal (as the variable NO_COLOR).",
        Recursive = true
    };

    /// <summary>An option of every command that asks for verdicts.</summary>
    public static Option<bool> AllowNotEvaluated() => new("--allow-not-evaluated")
    {
        Description = "What could not be evaluated is reported, but is no error."
    };
}
