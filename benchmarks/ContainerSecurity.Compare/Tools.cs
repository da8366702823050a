using ContainerSecurity.Compare.Measuring;

namespace ContainerSecurity.Compare;

/// <summary>What <c>compare.sh</c> made: the tool in its forms, the yardsticks, the peers.</summary>
/// <param name="artifacts">The folder that holds all of it.</param>
/// <param name="isShort">Whether only what is quickly made counts, also where the rest is left from another run.</param>
internal sealed class Tools(string artifacts, bool isShort)
{
    private readonly string folder = Path.Combine(artifacts, "compare");

    /// <summary>The native tool.</summary>
    public string Native { get; } = Path.Combine(artifacts, "native", "csec");

    /// <summary>The native yardstick.</summary>
    public string Yardstick => Path.Combine(folder, "yardstick", "yardstick");

    /// <summary>The tool as <c>dotnet tool install</c> lays it down; null where it was not made.</summary>
    public string? Tool => Made("tool", "csec");

    /// <summary>The empty console program that needs a run time; null where it was not made.</summary>
    public string? EmptyConsole => Made("empty", "yardstick");

    /// <summary>The folder with the peers of npm; null where they were not installed.</summary>
    public string? Peers => Path.GetDirectoryName(Made("peers", "node_modules"));

    /// <summary>The analyzer and the assemblies that it brings; null where it was not built.</summary>
    public string? Analyzer => Path.GetDirectoryName(Made("analyzer", "ContainerSecurity.Analyzers.dll"));

    /// <summary>A work of this program, in a process of its own that uses one processor.</summary>
    public static MeasuredProgram Work(string name, string work, params string[] arguments) =>
        new(name, Environment.ProcessPath!, ["work", work, .. arguments]) { Processors = Processors.One, KeepsOutput = true, MeasuresItself = true };

    /// <summary>A program in the search path; null where there is none.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);

    private string? Made(string part, string name) =>
        !isShort && Path.Combine(folder, part, name) is var path && Path.Exists(path) ? path : null;
}
