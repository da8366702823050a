namespace ContainerSecurity.Secrets;

/// <summary>
/// Finds the places of a text where one of many texts may begin: every such text has four characters in a row (a gram) at a fixed place that are rare elsewhere,
/// and a bit map over hashes of grams rejects nearly all places of a text in a few instructions.
/// </summary>
internal sealed class AnchorTable
{
    private const int Width = 4;
    private const int HashBits = 17;
    private const int BucketBits = 11;

    /// <summary>A choice of more grams than this would fill the bit map.</summary>
    private const int MostGrams = 4096;

    private readonly uint[] bits = new uint[1 << (HashBits - 5)];
    private readonly int[] firsts = new int[1 << BucketBits];
    private Entry[] entries = new Entry[2048];

    /// <summary>The number of grams looked for.</summary>
    public int Count { get; private set; }

    /// <summary>Looks for a text, in any case.</summary>
    /// <param name="literal">The text.</param>
    /// <param name="target">The target that is to be named for it.</param>
    public void Add(string literal, int target)
    {
        CharacterSet[] places = new CharacterSet[Math.Max(literal.Length, Width)];
        for (int i = 0; i < places.Length; i++)
            places[i] = i < literal.Length ? CharacterSet.Of(literal[i]) : CharacterSet.All;
        Add(places, target);
    }

    /// <summary>Looks for what begins with one character of each set.</summary>
    /// <exception cref="ArgumentException">There is nothing rare to go by.</exception>
    public void Add(IReadOnlyList<CharacterSet> places, int target)
    {
        PlaceWeight[] weights = new PlaceWeight[Math.Max(places.Count, Width)];
        for (int i = 0; i < weights.Length; i++)
        {
            CharacterSet set = i < places.Count ? places[i] : CharacterSet.All;
            weights[i] = i > 0 && set == weights[i - 1].Set ? weights[i - 1] : new PlaceWeight(set);
        }
        AddGrams(weights, RarestPlace(weights), 0, 0, target);
    }

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

    private static int RarestPlace(PlaceWeight[] weights)
    {
        int best = -1;
        double least = double.MaxValue;
        for (int at = 0; at + Width <= weights.Length; at++)
        {
            double chance = 1;
            double grams = 1;
            for (int i = at; i < at + Width; i++)
            {
                chance *= weights[i].Frequency;
                grams *= weights[i].Characters.Length;
            }
            double cost = chance + grams * 1e-7;
            if (grams > MostGrams || cost >= least)
                continue;
            best = at;
            least = cost;
        }
        return best >= 0 ? best : throw new ArgumentException("The shape has no four characters in a row, at a fixed place, that are rare elsewhere; give the pattern names.");
    }

    private void AddGrams(PlaceWeight[] weights, int best, int depth, uint gram, int target)
    {
        if (depth == Width)
        {
            AddGram(gram, best, target);
            return;
        }
        foreach (byte character in weights[best + depth].Characters)
            AddGrams(weights, best, depth + 1, (gram << 8) | character, target);
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

    /// <summary>The characters that may stand at a place, as the search sees them, and how often a text will have one of them there.</summary>
    private readonly struct PlaceWeight
    {
        private const string ByFrequency = "etaoinsrhldcumfpgwybvkxjqz";

        private static readonly double[] Frequencies = FrequenciesOfCharacters();

        public PlaceWeight(CharacterSet set)
        {
            Set = set;
            ulong low = 0;
            ulong high = 0;
            int count = 0;
            for (int c = 0; c < 128; c++)
            {
                int folded = c | 0x20;
                ref ulong half = ref folded < 64 ? ref low : ref high;
                if (!set.Contains((char)c) || (half & (1UL << folded)) != 0)
                    continue;
                half |= 1UL << folded;
                Frequency += Frequencies[folded];
                count++;
            }
            Characters = new byte[count];
            for (int c = 127; count > 0; c--)
                if (((c < 64 ? low : high) & (1UL << c)) != 0)
                    Characters[--count] = (byte)c;
        }

        public CharacterSet Set { get; }

        public double Frequency { get; }

        public byte[] Characters { get; }

        private static double[] FrequenciesOfCharacters()
        {
            double[] frequencies = new double[128];
            for (int c = 0; c < frequencies.Length; c++)
            {
                int rank = ByFrequency.IndexOf((char)c);
                frequencies[c] = rank < 0 ? 0.01 : 0.09 / (1 + rank * 0.7);
            }
            frequencies[' '] = 0.15;
            frequencies['-'] = 0.04;
            return frequencies;
        }
    }
}
