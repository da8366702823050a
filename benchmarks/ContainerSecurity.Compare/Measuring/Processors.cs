namespace ContainerSecurity.Compare.Measuring;

/// <summary>The processors that this program may use.</summary>
internal static class Processors
{
    private static readonly int[] Allowed = Read();

    /// <summary>One of them.</summary>
    public static IReadOnlyList<int> One => Allowed[..1];

    /// <summary>Two of them; null where there is one.</summary>
    public static IReadOnlyList<int>? Two => Allowed.Length > 1 ? Allowed[..2] : null;

    public static int Count => Allowed.Length;

    private static int[] Read()
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal));
        return [.. line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim().Split(',').SelectMany(Range)];
    }

    private static IEnumerable<int> Range(string text)
    {
        int[] ends = [.. text.Split('-').Select(t => int.Parse(t, System.Globalization.CultureInfo.InvariantCulture))];
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
