using System.Diagnostics;

namespace ContainerSecurity.Compare.Works;

/// <summary>Measures work that is too short to be measured once.</summary>
internal static class Repeated
{
    private const int Warm = 6, Measured = 7;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    /// <summary>The nanoseconds that work takes when it has been compiled for good: the median of several times.</summary>
    public static double Nanoseconds(Action work)
    {
        List<double> times = [];
        for (int count = 1, round = 0; round < Warm + Measured;)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
                work();
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            if (taken < Shortest)
                count = Math.Max(count + 1, (int)(count * Math.Min(20, 1.25 * (Shortest / taken))));
            else if (++round > Warm)
                times.Add(taken.TotalNanoseconds / count);
        }
        return times.Order().ElementAt(Measured / 2);
    }

    /// <summary>The nanoseconds that work takes on something that no one has worked on before: the median of several batches, made anew.</summary>
    public static double NanosecondsOnFresh<T>(Func<T> make, Action<T> work)
    {
        const int Size = 2_000, Batches = 24, WarmBatches = 13;
        var times = new List<double>();
        for (int batch = 0; batch < Batches; batch++)
        {
            T[] fresh = [.. Enumerable.Range(0, Size).Select(_ => make())];
            GC.Collect();
            long start = Stopwatch.GetTimestamp();
            foreach (T one in fresh)
                work(one);
            if (batch >= WarmBatches)
                times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Size);
        }
        return times.Order().ElementAt(times.Count / 2);
    }
}
