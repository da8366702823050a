namespace ContainerSecurity.Tests;

/// <summary>How work grows with its input, counted in allocated bytes: the same on every machine, however busy.</summary>
internal static class Growth
{
    /// <summary>What noise may add: caches and buffers that are made once.</summary>
    private const long Noise = 1_000_000;

    /// <summary>Returns how much more is allocated for twice the input: about 2 where work is linear, 4 where it is quadratic.</summary>
    /// <param name="size">The size of the smaller input.</param>
    /// <param name="work">Works on an input of a size.</param>
    public static double WhenDoubled(int size, Action<int> work)
    {
        // What is made once, such as compiled expressions, is made before.
        work(1);
        long once = Allocated(() => work(size));
        return (double)Allocated(() => work(2 * size)) / (once + Noise);
    }

    private static long Allocated(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
