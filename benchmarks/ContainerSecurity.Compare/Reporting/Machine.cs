using System.Globalization;
using System.Runtime.InteropServices;
using ContainerSecurity.Compare.Measuring;

namespace ContainerSecurity.Compare.Reporting;

/// <summary>The machine that measures, as a table.</summary>
internal static class Machine
{
    public static string Describe() => new Table("machine", "")
        .Add("processor", $"{Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Processors.Count} cores")
        .Add("memory", Memory())
        .Add("system", $"{Field("/etc/os-release", "PRETTY_NAME")?.Trim('"') ?? RuntimeInformation.OSDescription}, Linux {Environment.OSVersion.Version}")
        .Add("run time", RuntimeInformation.FrameworkDescription)
        .Add("load when it began", File.ReadAllText("/proc/loadavg").Split(' ')[0])
        .ToString();

    private static string Memory() => Field("/proc/meminfo", "MemTotal") is { } text
        ? (long.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " GB"
        : "unknown";

    private static string? Field(string file, string name) => !File.Exists(file) ? null
        : File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOfAny([':', '=']) + 1)..].Trim()
            : null;
}
