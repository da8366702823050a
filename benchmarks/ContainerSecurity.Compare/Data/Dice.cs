namespace ContainerSecurity.Compare.Data;

/// <summary>SplitMix64: the same numbers for the same seed, wherever and whenever data is made.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong bits = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A number of a range, both ends included.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int chance) => Between(0, 99) < chance;

    /// <summary>One of several.</summary>
    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Between(0, choices.Length - 1)];

    /// <summary>So many different ones of several.</summary>
    public T[] Sample<T>(IReadOnlyList<T> choices, int count)
    {
        List<T> left = [.. choices];
        var sample = new T[count];
        for (int i = 0; i < count; i++)
        {
            int index = Between(0, left.Count - 1);
            sample[i] = left[index];
            left.RemoveAt(index);
        }
        return sample;
    }

    /// <summary>So many hexadecimal digits.</summary>
    public string Hex(int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => "0123456789abcdef"[Between(0, 15)]));

    /// <summary>Fills a buffer.</summary>
    public void Fill(Span<byte> buffer)
    {
        for (; buffer.Length >= sizeof(ulong); buffer = buffer[sizeof(ulong)..])
            BitConverter.TryWriteBytes(buffer, Next());
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)Next();
    }
}
