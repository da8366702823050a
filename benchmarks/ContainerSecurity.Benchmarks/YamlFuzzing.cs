using System.Diagnostics;
using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Tests;

namespace ContainerSecurity.Benchmarks;

/// <summary>Damaged texts without end: whatever comes in, the reader answers soon, and every error has a place.</summary>
internal static class YamlFuzzing
{
    /// <summary>Reads damaged texts; what they are made from are the files of folders (YAML, and the inputs in lines of JSON).</summary>
    public static int Run(int count, int seed, string[] folders)
    {
        string[] seeds = [.. folders.SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)).SelectMany(Texts)];
        if (seeds.Length == 0)
            throw new ArgumentException("The folders hold no texts.", nameof(folders));
        var random = new Random(seed);
        int faults = 0;
        long started = Stopwatch.GetTimestamp(), slowest = 0;
        for (int i = 0; i < count && faults < 10; i++)
        {
            string text = DamagedText.Of(seeds[random.Next(seeds.Length)], random);
            long before = Stopwatch.GetTimestamp();
            try
            {
                DocumentSet set = new DocumentReader().Read(text, i % 8 == 0 ? "x.json" : "x.yaml");
                foreach (DocumentError error in set.Errors.Concat(set.Notices))
                    if (error.Span.Line < 1 || error.Span.Column < 1 || error.Span.EndLine < error.Span.Line)
                        throw new InvalidOperationException("An error has no place: " + error);
            }
            catch (Exception e)
            {
                faults++;
                Console.WriteLine($"{e}\n{JsonSerializer.Serialize(text)}");
            }
            slowest = Math.Max(slowest, Stopwatch.GetTimestamp() - before);
        }
        Console.WriteLine($"{count} texts in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, the slowest in {slowest * 1000.0 / Stopwatch.Frequency:0} ms, {faults} faults, {Environment.WorkingSet >> 20} MB");
        return faults == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Texts(string file) => Path.GetExtension(file) switch
    {
        ".jsonl" => File.ReadLines(file).Select(l => JsonDocument.Parse(l).RootElement).Where(r => r.TryGetProperty("yaml", out _))
            .Select(r => r.GetProperty("yaml").GetString()!),
        ".yaml" or ".yml" or ".json" => File.ReadAllText(file).Split("---\n"),
        _ => [],
    };
}
