namespace ContainerSecurity.Secrets.Shapes;

/// <summary>
/// Finds the places of a text where one of many texts may begin: every such text has four characters in a row (a gram)
/// at a fixed place that are rare elsewhere,
/// and a bit map over hashes of grams rejects nearly all places of a text in a few instructions. Capitals count as small letters, and all digits as one.
/// </summary>
internal sealed class AnchorTable
{
    private const int Width = 4;
    private const int HashBits = 17;
    private const int BucketBits = 11;

    /// <summary>A choice of more grams than this would fill the bit map.</summary>
    private const int MostGrams = 2048;

    /// <summary>The characters as grams have them; those beyond ASCII go together with others, which costs a look and no more.</summary>
    private static readonly byte[] Folded = FoldCharacters();

    /// <summary>How often a text has a character, roughly, by what it is folded to.</summary>
    private static readonly double[] Chances = [.. Enumerable.Range(0, 128).Select(Chance)];

    private readonly uint[] bits = new uint[1 << (HashBits - 5)];
    private readonly int[] firsts = new int[1 << BucketBits];
    private readonly Dictionary<CharacterSet, PlaceWeight> weightsBySet = [];
    private readonly PlaceWeight[] places = new PlaceWeight[ShapeHead.MaximumLength];
    private Entry[] entries = new Entry[2560];

    /// <summary>The number of grams looked for.</summary>
    public int Count { get; private set; }

    /// <summary>Looks for a text, in any case.</summary>
    /// <param name="literal">The text.</param>
    /// <param name="target">The target that is to be named for it.</param>
    public void Add(string literal, int target)
    {
        if (literal.Length < Width)
        {
            Add(ShapeHead.Empty.With(literal), target);
            return;
        }
        int best = 0;
        double least = double.MaxValue;
        for (int at = 0; at + Width <= literal.Length; at++)
        {
            double chance = ChanceOf(literal[at]) * ChanceOf(literal[at + 1]) * ChanceOf(literal[at + 2]) * ChanceOf(literal[at + 3]);
            if (chance >= least)
                continue;
            best = at;
            least = chance;
        }
        uint gram = 0;
        for (int i = best; i < best + Width; i++)
            gram = (gram << 8) | Folded[literal[i]];
        AddGram(gram, best, target);
    }

    /// <summary>Looks for what begins with one character of each place of a head.</summary>
    /// <exception cref="ArgumentException">There is nothing rare to go by.</exception>
    public void Add(ShapeHead head, int target)
    {
        int count = Math.Max(head.Length, Width);
        for (int at = count - 1; at >= head.Length; at--)
            places[at] = WeightOf(CharacterSet.All);
        for (ShapeHead run = head; run.Before is { } before; run = before)
        {
            PlaceWeight? same = run.Literal is null ? WeightOf(run.Set) : null;
            for (int at = run.Length - 1; at >= before.Length; at--)
                places[at] = same ?? WeightOf(CharacterSet.Of(run.Literal![at - before.Length]));
        }
        AddGrams(RarestPlace(count), 0, 0, target);
    }

    /// <summary>
    /// The next place from <paramref name="at"/> on whose four characters up to there are looked for, or the length;
    /// <paramref name="gram"/> holds the characters before it.
    /// </summary>
    public int Next(string text, int at, ref uint gram)
    {
        uint[] map = bits;
        byte[] folded = Folded;
        uint window = gram;
        for (; (uint)at < (uint)text.Length; at++)
        {
            window = (window << 8) | folded[(byte)text[at]];
            uint hash = Hash(window);
            if ((map[hash >> 5] & (1u << (int)hash)) != 0)
                break;
        }
        gram = window;
        return at;
    }

    /// <summary>Walks over the entries of a gram.</summary>
    /// <param name="gram">The gram.</param>
    /// <param name="index">0 to begin with; then what the last call left.</param>
    /// <param name="entry">The entry.</param>
    public bool TryNext(uint gram, ref int index, out Entry entry)
    {
        index = index == 0 ? firsts[Bucket(gram)] : entries[index - 1].Next;
        while (index > 0 && entries[index - 1].Gram != gram)
            index = entries[index - 1].Next;
        entry = index > 0 ? entries[index - 1] : default;
        return index > 0;
    }

    private static uint Hash(uint gram) => (gram * 0x9E3779B1u) >> (32 - HashBits);

    private static uint Bucket(uint gram) => (gram * 0x9E3779B1u) >> (32 - BucketBits);

    private static byte[] FoldCharacters()
    {
        byte[] folded = new byte[256];
        for (int c = 0; c < folded.Length; c++)
            folded[c] = (byte)(c is >= '0' and <= '9' ? '0' : c is >= 'A' and <= 'Z' ? c | 0x20 : c & 0x7F);
        return folded;
    }

    private static double ChanceOf(char c) => Chances[Folded[(byte)c]];

    private static double Chance(int folded)
    {
        const string ByFrequency = "etaoinsrhldcumfpgwybvkxjqz";
        int rank = folded is >= 'a' and <= 'z' ? ByFrequency.IndexOf((char)folded) : -1;
        return rank >= 0 ? 0.09 / (1 + rank * 0.7)
            : folded == ' ' ? 0.15
            : folded is '-' or '.' or '0' ? 0.03
            : 0.01;
    }

    private int RarestPlace(int count)
    {
        int best = -1;
        double least = double.MaxValue;
        for (int at = 0; at + Width <= count; at++)
        {
            double chance = 1;
            double grams = 1;
            for (int i = at; i < at + Width; i++)
            {
                chance *= places[i].Chance;
                grams *= places[i].Characters.Length;
            }
            double cost = chance + grams * 1e-7;
            if (grams > MostGrams || cost >= least)
                continue;
            best = at;
            least = cost;
        }
        return best >= 0
            ? best
            : throw new ArgumentException(
                "The shape has no four characters in a row, at a fixed place, that are rare elsewhere; give the pattern names.");
    }

    private PlaceWeight WeightOf(CharacterSet set)
    {
        if (!weightsBySet.TryGetValue(set, out PlaceWeight? weight))
            weightsBySet.Add(set, weight = new PlaceWeight(set));
        return weight;
    }

    private void AddGrams(int best, int depth, uint gram, int target)
    {
        if (depth == Width)
        {
            AddGram(gram, best, target);
            return;
        }
        foreach (byte character in places[best + depth].Characters)
            AddGrams(best, depth + 1, (gram << 8) | character, target);
    }

    private void AddGram(uint gram, int offset, int target)
    {
        uint bucket = Bucket(gram);
        int last = firsts[bucket];
        if (last > 0 && entries[last - 1] is { } same && same.Gram == gram && same.Offset == offset && same.Target == target)
            return;
        if (Count == entries.Length)
            Array.Resize(ref entries, Count * 2);
        entries[Count] = new Entry(gram, offset, target, last);
        firsts[bucket] = ++Count;
        uint hash = Hash(gram);
        bits[hash >> 5] |= 1u << (int)hash;
    }

    /// <summary>A text that may begin, its gram, the place of the gram in it, and the entry after this one in the list of a bucket.</summary>
    internal readonly record struct Entry(uint Gram, int Offset, int Target, int Next);

    /// <summary>The characters that may stand at a place, as grams have them, and how often a text will have one of them there.</summary>
    private sealed class PlaceWeight
    {
        public PlaceWeight(CharacterSet set)
        {
            bool[] has = new bool[128];
            int count = 0;
            for (char c = '\0'; c < 128; c++)
            {
                byte folded = Folded[c];
                if (!set.Contains(c) || has[folded])
                    continue;
                has[folded] = true;
                Chance += Chances[folded];
                count++;
            }
            Characters = new byte[count];
            for (int c = 127; count > 0; c--)
                if (has[c])
                    Characters[--count] = (byte)c;
        }

        public double Chance { get; }

        public byte[] Characters { get; }
    }
}
