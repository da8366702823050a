using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Benchmarks;

/// <summary>The secret detector on text without secrets, and on near hits by the million, whose time must grow no faster than their number.</summary>
[MemoryDiagnoser]
public class SecretBenchmarks
{
    private string prose = "";
    private string line = "";

    [Params(1, 2)]
    public int Megabytes { get; set; }

    [Params("password=", "eyJ", "://a:", "curl -u ", "-----BEGIN PRIVATE KEY-----", "A")]
    public string NearHit { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        prose = string.Concat(Enumerable.Repeat("The password is asked for; the api key of github and the token are in the vault.\n",
            Megabytes * 1_000_000 / 80));
        line = string.Concat(Enumerable.Repeat(NearHit, Megabytes * 1_000_000 / NearHit.Length));
    }

    [Benchmark]
    public int Prose() => SecretDetector.Default.Scan(prose).Count;

    [Benchmark]
    public int LineOfNearHits() => SecretDetector.Default.Scan(line).Count;

    /// <summary>The processor time for all files of a folder, read before it counts.</summary>
    public static int Run(string folder)
    {
        string[] texts = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText)];
        double megabytes = texts.Sum(t => (double)t.Length) / 1e6;
        int findings = 0;
        for (int round = 0; round < 5; round++)
        {
            TimeSpan before = Process.GetCurrentProcess().UserProcessorTime;
            findings = texts.Sum(t => SecretDetector.Default.Scan(t).Count);
            double seconds = (Process.GetCurrentProcess().UserProcessorTime - before).TotalSeconds;
            Console.WriteLine($"{megabytes:0} MB in {seconds:0.00} s of processor time, {megabytes / seconds:0} MB/s, {findings} findings");
        }
        return 0;
    }
}
