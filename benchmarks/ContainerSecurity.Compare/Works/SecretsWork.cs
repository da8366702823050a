using ContainerSecurity.Secrets;

namespace ContainerSecurity.Compare.Works;

/// <summary>The detector on clean texts that are in memory, in megabytes of characters for a second of processor time.</summary>
internal static class SecretsWork
{
    private const int Warm = 4, Measured = 5;

    public static void Run(string folder)
    {
        string[] texts = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        double megabytes = texts.Sum(t => (double)t.Length) / 1e6;
        List<double> speeds = [];
        for (int round = 0; round < Warm + Measured; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            int times = 0;
            TimeSpan taken;
            do
            {
                times++;
                if (texts.Any(t => SecretDetector.Default.Scan(t).Count > 0))
                    throw new InvalidOperationException("The texts are not clean.");
                taken = Environment.CpuUsage.TotalTime - before;
            }
            while (taken < TimeSpan.FromMilliseconds(300));
            if (round >= Warm)
                speeds.Add(megabytes * times / taken.TotalSeconds);
        }
        Printed.Value("speed", speeds.Order().ElementAt(Measured / 2));
    }
}
