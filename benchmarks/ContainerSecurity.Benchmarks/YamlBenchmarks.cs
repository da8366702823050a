using System.Diagnostics;
using ContainerSecurity.Documents;
using ContainerSecurity.Documents.Yaml;
using YamlDotNet.Core;

namespace ContainerSecurity.Benchmarks;

/// <summary>Our reader of YAML beside YamlDotNet, round by round in one process, so that whatever else the machine does concerns both.</summary>
internal static class YamlBenchmarks
{
    private const int Rounds = 15;

    /// <summary>Reads the files of a folder with each, and writes the medians of processor time and what is allocated for a file.</summary>
    public static int Run(string folder)
    {
        string[] texts = [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        (string Name, Action Work)[] works =
        [
            ("YamlDotNet, events", () => Array.ForEach(texts, YamlDotNetEvents)),
            ("ours, events", () => Array.ForEach(texts, OurEvents)),
            ("ours, tree", () => Array.ForEach(texts, t => new DocumentReader().Read(t, "x.yaml"))),
        ];
        var times = new double[works.Length, Rounds];
        var allocated = new double[works.Length];
        for (int round = -3; round < Rounds; round++)
            for (int i = 0; i < works.Length; i++)
            {
                TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
                long bytes = GC.GetTotalAllocatedBytes(precise: true);
                works[i].Work();
                allocated[i] = (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)texts.Length;
                if (round >= 0)
                    times[i, round] = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds;
            }
        for (int i = 0; i < works.Length; i++)
        {
            double[] ratios = [.. Enumerable.Range(0, Rounds).Select(r => times[i, r] / times[0, r]).Order()];
            double[] own = [.. Enumerable.Range(0, Rounds).Select(r => times[i, r]).Order()];
            Console.WriteLine($"{works[i].Name}: {own[Rounds / 2]:0.0} ms, {ratios[Rounds / 2]:0.000} of the first, {allocated[i]:0} bytes a file");
        }
        return 0;
    }

    private static void YamlDotNetEvents(string text)
    {
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
        }
    }

    private static void OurEvents(string text)
    {
        var reader = new YamlReader(text);
        do
            reader.Read();
        while (reader.Kind != YamlEventKind.StreamEnd);
    }
}
