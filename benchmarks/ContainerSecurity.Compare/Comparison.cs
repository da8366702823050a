using System.Diagnostics;
using ContainerSecurity.Compare.Reporting;
using ContainerSecurity.Compare.Rows;

namespace ContainerSecurity.Compare;

/// <summary>Runs the rows one after the other and writes what came out. A slow figure is no error; a row that cannot be run is one.</summary>
internal static class Comparison
{
    private static readonly IRow[] Rows =
    [
        new ScanRow(), new FileCountRow(), new StartRow(), new CelRow(), new PolicyRow(), new SecretsRow(), new AnalyzerRow(),
        new ImageRow(), new DockerfileRow(), new KubectlRow(),
    ];

    public static int Run(Options options)
    {
        if (options.Rows.Except(Rows.Select(r => r.Name)).ToArray() is { Length: > 0 } unknown)
        {
            Console.Error.WriteLine($"There is no row {string.Join(", ", unknown)}; there are {string.Join(", ", Rows.Select(r => r.Name))}.");
            return 2;
        }
        var session = new Session(options);
        string machine = Machine.Describe();
        List<Section> sections = [];
        List<string> notRun = [];
        int failed = 0;
        foreach (IRow row in Rows.Where(r => options.Rows.Count == 0 || options.Rows.Contains(r.Name)))
            if (options.IsShort && row.NotQuick is { } reason)
                notRun.Add($"{row.Name}, in a quick run: {reason}");
            else if (Measure(row, session) is { } section)
                sections.Add(section);
            else
                failed++;

        string page = new Results(options).Write(machine, sections, notRun, session.Tools.Native);
        Console.WriteLine(page);
        if (options.Output is { } output)
            File.WriteAllText(output, page);
        if (options.Scale is { } scale && failed == 0)
            ScalePage.Update(scale, [.. sections.SelectMany(s => s.Figures)]);
        return failed == 0 ? 0 : 1;
    }

    private static Section? Measure(IRow row, Session session)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            Section section = row.Measure(session);
            Console.Error.WriteLine($"{row.Name}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
            return section;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine($"{row.Name} could not be run: {exception.Message}");
            return null;
        }
    }
}
