namespace ContainerSecurity.Analyzers.Reach;

/// <summary>
/// A set of names, each kept as a number. Two names may share a number, so that a set may claim a name that it does not hold; it never denies
/// one that it does.
/// </summary>
internal sealed class NameSet
{
    /// <summary>The number of no characters, to which <see cref="Next"/> adds.</summary>
    public const int Seed = unchecked((int)2166136261);

    private const int Prime = 16777619;
    private const int Spread = unchecked((int)2654435769);
    private int[] slots = new int[16];

    /// <summary>How many numbers the set holds.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a name.</summary>
    public static int NumberOf(string name)
    {
        int number = Seed;
        foreach (char c in name)
            number = Next(number, c);
        return number;
    }

    /// <summary>The number of the characters so far and one more.</summary>
    public static int Next(int number, char c) => unchecked((number ^ c) * Prime);

    /// <summary>Adds a name.</summary>
    public void Add(string name) => Add(NumberOf(name));

    /// <summary>Adds a number. Returns whether it is new.</summary>
    public bool Add(int number)
    {
        number = Occupied(number);
        int at = PlaceOf(number);
        if (slots[at] == number)
            return false;
        slots[at] = number;
        if (++Count * 2 > slots.Length)
            Grow();
        return true;
    }

    /// <summary>Whether the set holds a number.</summary>
    public bool Contains(int number)
    {
        number = Occupied(number);
        return slots[PlaceOf(number)] == number;
    }

    /// <summary>Whether two sets share a name.</summary>
    public bool Overlaps(NameSet other)
    {
        foreach (int number in slots)
            if (number != 0 && other.Contains(number))
                return true;
        return false;
    }

    /// <summary>Adds the names of another set.</summary>
    public void UnionWith(NameSet other)
    {
        foreach (int number in other.slots)
            if (number != 0)
                Add(number);
    }

    /// <summary>Zero marks a free slot.</summary>
    private static int Occupied(int number) => number == 0 ? 1 : number;

    private int PlaceOf(int number)
    {
        int mask = slots.Length - 1;
        int at = (int)((uint)unchecked(number * Spread) >> 8) & mask;
        while (slots[at] != 0 && slots[at] != number)
            at = (at + 1) & mask;
        return at;
    }

    private void Grow()
    {
        int[] before = slots;
        slots = new int[before.Length * 2];
        foreach (int number in before)
            if (number != 0)
                slots[PlaceOf(number)] = number;
    }
}
