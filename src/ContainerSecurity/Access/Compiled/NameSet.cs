namespace ContainerSecurity.Access.Compiled;

/// <summary>Some of the names of a table, or all: the first 64 as bits, others sorted.</summary>
internal readonly struct NameSet
{
    private const string Wildcard = "*";
    private const int Bits = 64;

    private readonly bool all;
    private readonly ulong low;
    private readonly int[]? high;

    public NameSet(IReadOnlyList<string> names, NameTable table)
    {
        List<int>? more = null;
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i];
            if (name == Wildcard)
                all = true;
            int number = table.Add(name);
            if (number < Bits)
                low |= 1UL << number;
            else
                (more ??= []).Add(number);
        }
        more?.Sort();
        high = more?.ToArray();
    }

    public bool Holds(int number) =>
        all || ((uint)number < Bits ? (low >> number & 1) != 0 : number >= 0 && high is not null && Array.BinarySearch(high, number) >= 0);
}
