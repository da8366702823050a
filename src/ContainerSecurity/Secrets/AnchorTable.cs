namespace ContainerSecurity.Secrets;

/// <summary>
/// Finds the places of a text where one of many texts may begin: every such text has four characters in a row (a gram) at a fixed place that are rare elsewhere,
/// and a bit map over hashes of grams rejects nearly all places of a text in a few instructions.
/// </summary>
internal sealed class AnchorTable
{
    private const int Width = 4;
    private const int HashBits = 17;

    /// <summary>A choice of more grams than this would fill the bit map.</summary>
    private const int MostGrams = 4096;

    private const string ByFrequency = "etaoinsrhldcumfpgwybvkxjqz";

    private readonly uint[] bits = new uint[1 << (HashBits - 5)];
    private readonly int[] first;
    private readonly Entry[] entries;

    /// <param name="heads">What may begin there, with the target that is to be named for it.</param>
    public AnchorTable(IEnumerable<(ShapeHead Head, int Target)> heads)
    {
        entries = [.. heads.SelectMany(h => EntriesOf(h.Head, h.Target)).Distinct().OrderBy(e => Hash(e.Gram)).ThenBy(e => e.Target)];
        first = new int[(1 << HashBits) + 1];
        foreach (Entry entry in entries)
        {
            uint hash = Hash(entry.Gram);
            bits[hash >> 5] |= 1u << (int)hash;
            first[hash + 1]++;
        }
        for (int i = 1; i < first.Length; i++)
            first[i] += first[i - 1];
    }

    /// <summary>The number of grams looked for.</summary>
    public int Count => entries.Length;

    /// <summary>The next place from <paramref name="at"/> on whose four characters up to there are looked for, or <paramref name="end"/>; <paramref name="gram"/> holds the characters before it.</summary>
    public int Next(string text, int at, int end, ref uint gram)
    {
        uint[] map = bits;
        uint window = gram;
        for (; at < end; at++)
        {
            window = (window << 8) | (byte)(text[at] | 0x20);
            uint hash = Hash(window);
            if ((map[hash >> 5] & (1u << (int)hash)) != 0)
                break;
        }
        gram = window;
        return at;
    }

    /// <summary>The entries whose hash a gram has; those of another gram among them are to be passed over.</summary>
    public ArraySegment<Entry> Of(uint gram)
    {
        uint hash = Hash(gram);
        return new ArraySegment<Entry>(entries, first[hash], first[hash + 1] - first[hash]);
    }

    private static uint Hash(uint gram) => (gram * 0x9E3779B1u) >> (32 - HashBits);

    private static IEnumerable<Entry> EntriesOf(ShapeHead head, int target)
    {
        List<CharacterSet> places = [.. head.Places];
        while (places.Count < Width)
            places.Add(CharacterSet.All);
        byte[][] folded = [.. places.Select(Fold)];
        int best = Enumerable.Range(0, folded.Length - Width + 1).OrderBy(i => Cost(folded, i)).First();
        if (Cost(folded, best) > MostGrams)
            throw new ArgumentException("The shape has no four characters in a row, at a fixed place, that are rare elsewhere; give the pattern names.");
        IEnumerable<uint> grams = [0u];
        for (int i = best; i < best + Width; i++)
        {
            byte[] characters = folded[i];
            grams = grams.SelectMany(g => characters.Select(c => (g << 8) | c));
        }
        return grams.Select(g => new Entry(g, best, target));
    }

    private static byte[] Fold(CharacterSet set) => [.. Enumerable.Range(0, 128).Where(c => set.Contains((char)c)).Select(c => (byte)(c | 0x20)).Distinct()];

    /// <summary>How often a text will have one of the grams at a place, and how much of the bit map they take.</summary>
    private static double Cost(byte[][] places, int at)
    {
        double chance = 1;
        double grams = 1;
        for (int i = at; i < at + Width; i++)
        {
            chance *= places[i].Sum(Frequency);
            grams *= places[i].Length;
        }
        return grams > MostGrams ? double.MaxValue : chance + grams * 1e-7;
    }

    private static double Frequency(byte c)
    {
        int rank = ByFrequency.IndexOf((char)c);
        return rank < 0 ? 0.01 : 0.09 / (1 + rank * 0.7);
    }

    internal readonly record struct Entry(uint Gram, int Offset, int Target);
}
