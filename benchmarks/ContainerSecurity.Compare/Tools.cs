using ContainerSecurity.Compare.Measuring;

namespace ContainerSecurity.Compare;

/// <summary>What <c>compare.sh</c> made: the tool in its forms, the yardsticks, the peers.</summary>
/// <param name="folder">The folder that holds all of it.</param>
internal sealed class Tools(string folder)
{
    /// <summary>The native tool.</summary>
    public string Native { get; } = Path.Combine(folder, "native", "csec");

    /// <summary>The native yardstick.</summary>
    public string Yardstick { get; } = Path.Combine(folder, "yardstick", "yardstick");

    /// <summary>The tool as <c>dotnet tool install</c> lays it down; null where it was not made.</summary>
    public string? Tool { get; } = Existing(folder, "tool", "csec");

    /// <summary>The empty console program that needs a run time; null where it was not made.</summary>
    public string? EmptyConsole { get; } = Existing(folder, "empty", "yardstick");

    /// <summary>The folder with the peers of npm; null where they were not installed.</summary>
    public string? Peers { get; } = Existing(folder, "peers", "node_modules") is null ? null : Path.Combine(folder, "peers");

    /// <summary>The analyzer and the assemblies that it brings; null where it was not built.</summary>
    public string? Analyzer { get; } = Existing(folder, "analyzer", "ContainerSecurity.Analyzers.dll") is null ? null : Path.Combine(folder, "analyzer");

    /// <summary>A work of this program, in a process of its own that uses one processor.</summary>
    public static MeasuredProgram Work(string name, string work, params string[] arguments) =>
        new(name, Environment.ProcessPath!, ["work", work, .. arguments]) { Processors = Processors.One, KeepsOutput = true };

    /// <summary>A program in the search path; null where there is none.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);

    private static string? Existing(params string[] parts) => Path.Combine(parts) is var path && Path.Exists(path) ? path : null;
}
