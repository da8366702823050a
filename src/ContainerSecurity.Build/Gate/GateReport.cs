using ContainerSecurity.Policies;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Build.Gate;

/// <summary>Writes what was judged as a report of <c>csec</c>.</summary>
internal static class GateReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="file">The file; its folder is made where there is none.</param>
    /// <param name="format"><c>sarif</c> or <c>json</c>.</param>
    /// <param name="engine">What judged.</param>
    /// <param name="decisions">What it said.</param>
    public static void Write(string file, string format, PolicyEngine engine, IEnumerable<Decision> decisions)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var output = new StreamWriter(file);
        string version = typeof(PolicyEngine).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
        using var report = ReportWriter.Create(format == "json" ? ReportFormat.Json : ReportFormat.Sarif, output, new ReportOptions(version));
        report.Begin(engine.Rules);
        foreach (Decision decision in decisions)
            report.Write(decision);
        report.End();
    }
}
