namespace ContainerSecurity.Compare.Works;

/// <summary>Measures work that is too short to be measured once, by the processor time of the process, which others on the machine disturb least.</summary>
internal static class Repeated
{
    private const int Measured = 7, Fresh = 1_000;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20), WarmingUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Does work until the run time has compiled it for good: it does so some tenths of a second after the calls that make it do so.</summary>
    public static void WarmUp(Action work)
    {
        for (TimeSpan start = Now; Now - start < WarmingUp;)
            work();
    }

    /// <summary>The nanoseconds that work takes which has warmed up: the median of several times.</summary>
    public static double Nanoseconds(Action work)
    {
        List<double> times = [];
        for (int count = 1; times.Count < Measured;)
        {
            TimeSpan start = Now;
            for (int i = 0; i < count; i++)
                work();
            TimeSpan taken = Now - start;
            if (taken < Shortest)
                count = Math.Max(count + 1, (int)(count * Math.Min(20, 1.25 * (Shortest / taken))));
            else
                times.Add(taken.TotalNanoseconds / count);
        }
        return Median(times);
    }

    /// <summary>The nanoseconds that work which has warmed up takes on something that no one has worked on before: the median of several batches.</summary>
    public static double NanosecondsOnFresh<T>(Func<T> make, Action<T> work)
    {
        List<double> times = [];
        while (times.Count < Measured)
        {
            T[] fresh = [.. Enumerable.Range(0, Fresh).Select(_ => make())];
            GC.Collect();
            TimeSpan start = Now;
            foreach (T one in fresh)
                work(one);
            times.Add((Now - start).TotalNanoseconds / Fresh);
        }
        return Median(times);
    }

    private static TimeSpan Now => Environment.CpuUsage.TotalTime;

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
