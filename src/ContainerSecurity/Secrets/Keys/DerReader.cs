namespace ContainerSecurity.Secrets.Keys;

/// <summary>
/// Walks over the elements of DER (ITU-T X.690), one level at a time. What is malformed ends the walk; nothing is read
/// beyond the element around it.
/// </summary>
internal struct DerReader(byte[] data, int start, int end, bool isCut = false)
{
    public const int Integer = 0x02;

    public const int BitString = 0x03;

    public const int OctetString = 0x04;

    public const int ObjectIdentifier = 0x06;

    public const int UtcTime = 0x17;

    public const int GeneralizedTime = 0x18;

    public const int Sequence = 0x30;

    private int at = start;

    public DerReader(byte[] data)
        : this(data, 0, data.Length)
    {
    }

    /// <summary>A walk over the beginning of a longer file: what reaches beyond it is cut.</summary>
    public static DerReader OfBeginning(byte[] data) => new(data, 0, data.Length, isCut: true);

    /// <summary>A copy of the bytes that are still to be read.</summary>
    public readonly byte[] ToArray() => [.. new ArraySegment<byte>(data, at, end - at)];

    /// <summary>The number of bytes of the element that some bytes begin with; null where it does not tell, or they are too few.</summary>
    public static int? SizeOf(byte[] beginning)
    {
        if (beginning.Length < 2)
            return null;
        int bytes = beginning[1] & 0x7F;
        if (beginning[1] <= 0x7F)
            return 2 + beginning[1];
        if (bytes is 0 or > 3 || beginning.Length < 2 + bytes)
            return null;
        return 2 + bytes + beginning.Skip(2).Take(bytes).Aggregate(0, (length, next) => (length << 8) | next);
    }

    /// <summary>The tag of a field whose number stands for its type.</summary>
    public static int Field(int number, bool isConstructed = true) => (isConstructed ? 0xA0 : 0x80) | number;

    /// <summary>Reads the next element if it has a tag.</summary>
    public bool TryRead(int tag, out DerReader contents)
    {
        contents = default;
        if (data is null || end - at < 2 || data[at] != tag || !TryReadLength(out int first, out int length))
            return false;
        at = Math.Min(end, first + length);
        contents = new DerReader(data, first, at, isCut);
        return true;
    }

    /// <summary>Passes over the next element if it has a tag.</summary>
    public bool Skip(int tag) => TryRead(tag, out _);

    private readonly bool TryReadLength(out int first, out int length)
    {
        length = data[at + 1];
        first = at + 2;
        if (length > 0x7F)
        {
            int bytes = length & 0x7F;
            length = 0;
            if (bytes is 0 or > 3 || bytes > end - first)
                return false;
            for (int i = 0; i < bytes; i++)
                length = (length << 8) | data[first++];
        }
        return isCut || length <= end - first;
    }
}
