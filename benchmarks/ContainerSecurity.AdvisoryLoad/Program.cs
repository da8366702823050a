using System.Diagnostics;
using ContainerSecurity.AdvisoryLoad;
using ContainerSecurity.SupplyChain.Advisories.Compiled;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;

// Opens a compiled file of many advisories, matches the packages of a system, and says what that costs:
//   AdvisoryLoad [advisories] [packages] [rounds]
int advisories = args.Length > 0 ? int.Parse(args[0]) : 100_000;
int packages = args.Length > 1 ? int.Parse(args[1]) : 500;
int rounds = args.Length > 2 ? int.Parse(args[2]) : 15;

string file = Path.Combine(Path.GetTempPath(), $"advisories-{Environment.ProcessId}.csadv");
try
{
    var build = Stopwatch.StartNew();
    Build(file, advisories);
    Console.WriteLine($"{advisories} advisories, {new FileInfo(file).Length / 1e6:0.0} MB, built in {build.Elapsed.TotalSeconds:0.0} s");
    PackageInventory inventory = SyntheticFeed.System(packages);
    List<double> open = [], match = [], scan = [];
    TimeSpan processor = TimeSpan.Zero;
    int matches = 0, flaws = 0;
    // The first rounds load the code, which the native tool need not.
    for (int round = -5; round < rounds; round++)
    {
        long start = Stopwatch.GetTimestamp();
        using CompiledAdvisories compiled = CompiledAdvisories.Open(file);
        double opened = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        VulnerabilityReport report = new AdvisoryMatcher(compiled).Match(inventory);
        double matched = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (round >= 0)
            processor += Environment.CpuUsage.TotalTime - before;
        using CompiledAdvisories fresh = CompiledAdvisories.Open(file);
        start = Stopwatch.GetTimestamp();
        flaws = new VulnerabilityScanner(fresh, null).Find(inventory, []).Flaws.Count;
        double scanned = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        matches = report.Matches.Count;
        if (round < 0)
            continue;
        open.Add(opened);
        match.Add(matched);
        scan.Add(scanned);
    }

    Console.WriteLine($"{packages} packages, {matches} matches, {flaws} flaws, {rounds} rounds; each opens the file anew");
    Tell("open", open);
    Tell("match", match);
    Console.WriteLine($"match, processor time: mean {processor.TotalMilliseconds / rounds:0.00} ms");
    Tell("match with names, use and statements", scan);
    double managed = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
    Console.WriteLine($"memory: {managed:0.0} MB managed, {Environment.WorkingSet / 1e6:0.0} MB resident; the build is among it");
    using CompiledAdvisories whole = CompiledAdvisories.Open(file);
    long begin = Stopwatch.GetTimestamp();
    whole.Verify();
    Console.WriteLine($"verify all: {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} ms");
}
finally
{
    File.Delete(file);
}

static void Build(string file, int advisories)
{
    using FileStream stream = File.Create(file);
    AdvisoryFileWriter.Write(stream, SyntheticFeed.Create(advisories));
}

static void Tell(string what, List<double> times)
{
    times.Sort();
    Console.WriteLine($"{what}: median {times[times.Count / 2]:0.00} ms, from {times[0]:0.00} to {times[^1]:0.00} ms");
}
