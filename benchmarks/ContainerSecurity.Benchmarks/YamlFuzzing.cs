using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Benchmarks;

/// <summary>Damaged texts without end: whatever comes in, the reader answers soon, and every error has a place.</summary>
internal static class YamlFuzzing
{
    private static readonly string[] Splinters =
    [
        "{", "}", "[", "]", ":", "- ", "\n", "---\n", "...\n", "&a ", "*a", "<<: *a\n", "\"", "'", "|", ">", "|2-\n", "!!str ", "!!binary ", "!<a>", "\t", "{{ x }}", "~", "yes",
        "\uFEFF", "\ud800", "? ", "#", " #", "%YAML 9\n", "%TAG ! a\n", "  ", ", ", "\u2028", "\u0085", "\r", "\\", "\n\n", "//", "/*",
    ];

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
            string text = Mutate(seeds[random.Next(seeds.Length)], random);
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
        ".jsonl" => File.ReadLines(file).Select(l => JsonDocument.Parse(l).RootElement).Where(r => r.TryGetProperty("yaml", out _)).Select(r => r.GetProperty("yaml").GetString()!),
        ".yaml" or ".yml" or ".json" => File.ReadAllText(file).Split("---\n"),
        _ => [],
    };

    private static string Mutate(string text, Random random)
    {
        var builder = new StringBuilder(text.Length == 0 ? " " : text);
        for (int edits = random.Next(1, 6); edits > 0; edits--)
        {
            int at = random.Next(builder.Length);
            switch (random.Next(4))
            {
                case 0:
                    builder.Insert(at, Splinters[random.Next(Splinters.Length)]);
                    break;
                case 1:
                    builder.Remove(at, Math.Min(random.Next(1, 12), builder.Length - at));
                    break;
                case 2:
                    builder[at] = (char)random.Next(1, 0x250);
                    break;
                default:
                    builder.Insert(at, builder.ToString(at, Math.Min(random.Next(1, 60), builder.Length - at)));
                    break;
            }
            if (builder.Length == 0)
                builder.Append(' ');
        }
        return builder.ToString();
    }
}
