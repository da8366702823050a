namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>What a program said, and how it ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    public string Text => Output + Errors;

    /// <summary>Returns the output without the last line break, and fails where the program did.</summary>
    public string Success() => ExitCode == 0 ? Output.TrimEnd('\n') : throw new InvalidOperationException($"ended with {ExitCode}: {Text}");
}
