namespace ContainerSecurity.Secrets.Shapes;

/// <summary>
/// Finds the places of a text where one of many texts may begin: every such text has four characters in a row (a gram)
/// at a fixed place that are rare elsewhere,
/// and a bit map over hashes of grams rejects nearly all places of a text in a few instructions. Capitals count as small letters, and all digits as one.
/// </summary>
internal sealed class AnchorTable
{
    /// <summary>The number of characters of a gram; the first of them is its lowest byte.</summary>
    public const int Width = 4;

    /// <summary>What a gram's first and last two characters are multiplied with for the hash that tells the byte of the map.</summary>
    public const ushort FirstOfByte = 0x9E37, LastOfByte = 0x79B1;

    /// <summary>What they are multiplied with for the hash that tells the two bits of the byte.</summary>
    public const ushort FirstOfBits = 0x6A6B, LastOfBits = 0xB5C5;

    /// <summary>How far the hashes are shifted for the byte and for the bits, each of which three bits tell.</summary>
    public const int ByteShift = 2, BitShift = 13, OtherBitShift = 10;

    private const int BucketBits = 12;

    /// <summary>A choice of more grams than this would fill the bit map.</summary>
    private const int MostGrams = 2048;

    /// <summary>The characters as grams have them; those beyond ASCII go together with others, which costs a look and no more.</summary>
    private static readonly byte[] Folded = FoldCharacters();

    /// <summary>How often a text has a character, roughly, by what it is folded to.</summary>
    private static readonly double[] Chances = [.. Enumerable.Range(0, 128).Select(Chance)];

    private readonly byte[] bits = new byte[1 << (16 - ByteShift)];
    private readonly int[] firsts = new int[1 << BucketBits];
    private readonly Dictionary<CharacterSet, PlaceWeight> weightsBySet = [];
    private readonly PlaceWeight[] places = new PlaceWeight[ShapeHead.MaximumLength];
    private Entry[] entries = new Entry[2560];

    /// <summary>A byte for each hash of grams that are looked for, with two bits for each gram.</summary>
    public byte[] Map => bits;

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
            double chance = 1;
            for (int i = at; i < at + Width; i++)
                chance *= ChanceOf(literal[i]) * (i > at ? AffinityOf(Folded[(byte)literal[i - 1]], Folded[(byte)literal[i]]) : 1);
            if (chance >= least)
                continue;
            best = at;
            least = chance;
        }
        uint gram = 0;
        for (int i = best + Width - 1; i >= best; i--)
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

    /// <summary>Whether the characters from a place on may be looked for: no other place needs a look.</summary>
    public bool MayHave(uint gram)
    {
        int present = bits[ByteOf(gram)];
        return present != 0 && (BitsOf(gram) & ~present) == 0;
    }

    /// <summary>The character as grams have it.</summary>
    public static uint Fold(char c) => Folded[(byte)c];

    /// <summary>The number of the first entry of a gram, 0 where it has none.</summary>
    public int FirstOf(uint gram) => OfGram(firsts[Bucket(gram)], gram);

    /// <summary>The number of the next entry of the same gram, 0 where there is none.</summary>
    public int NextOf(in Entry entry) => OfGram(entry.Next, entry.Gram);

    /// <summary>The entry that has a number.</summary>
    public ref readonly Entry this[int number] => ref entries[number - 1];

    private int OfGram(int number, uint gram)
    {
        while (number > 0 && entries[number - 1].Gram != gram)
            number = entries[number - 1].Next;
        return number;
    }

    private static int ByteOf(uint gram) => Hash(gram, FirstOfByte, LastOfByte) >> ByteShift;

    private static int BitsOf(uint gram)
    {
        int hash = Hash(gram, FirstOfBits, LastOfBits);
        return (1 << (hash >> BitShift)) | (1 << ((hash >> OtherBitShift) & 7));
    }

    /// <summary>The sum of the products of a gram's halves, which vectors have too.</summary>
    private static ushort Hash(uint gram, ushort first, ushort last) => (ushort)((gram & 0xFFFF) * first + (gram >> 16) * last);

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
            : folded is '-' or '.' or '0' or '(' or '=' or ':' or '"' or '/' or '_' ? 0.03
            : 0.01;
    }

    /// <summary>How much likelier one character stands behind another than chance has it there, as words have them.</summary>
    private static double AffinityOf(int first, int second) =>
        first is >= 'a' and <= 'z' && second is >= 'a' and <= 'z' ? LetterCommonness.FactorOf(first - 'a', second - 'a') : 1;

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
                chance *= places[i].Chance * (i > at ? places[i].AffinityBehind(places[i - 1]) : 1);
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
            AddGrams(best, depth + 1, gram | ((uint)character << (8 * depth)), target);
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
        bits[ByteOf(gram)] |= (byte)BitsOf(gram);
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

        /// <summary>How much likelier than by chance the character stands behind one before it; as likely where either is one of several.</summary>
        public double AffinityBehind(PlaceWeight before) =>
            Characters.Length == 1 && before.Characters.Length == 1 ? AffinityOf(before.Characters[0], Characters[0]) : 1;
    }
}
