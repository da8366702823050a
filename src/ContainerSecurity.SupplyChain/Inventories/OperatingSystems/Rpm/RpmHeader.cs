using System.Buffers.Binary;
using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>
/// An rpm's header as databases keep it, which begins with the counts of its index and its data: the magic number that
/// stands before these in a package file is not there.
/// </summary>
internal readonly ref struct RpmHeader
{
    private const int CountsLength = 8;
    private const int EntryLength = 16;
    private const int MaxEntries = 0xFFFF;
    private const int MaxFolders = 1_000_000;
    private const uint Int32Type = 4, StringType = 6, StringArrayType = 8, TranslatedType = 9;

    private readonly ReadOnlySpan<byte> index;
    private readonly ReadOnlySpan<byte> data;

    /// <summary>Takes a blob.</summary>
    /// <exception cref="InvalidDataException">It is no header.</exception>
    public RpmHeader(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < CountsLength)
            throw new InvalidDataException($"a header has {blob.Length} bytes only");
        uint entries = BinaryPrimitives.ReadUInt32BigEndian(blob), length = BinaryPrimitives.ReadUInt32BigEndian(blob[4..]);
        if (entries is 0 or > MaxEntries || CountsLength + (entries * (long)EntryLength) + length > blob.Length)
            throw new InvalidDataException($"a header of {blob.Length} bytes says that it has {entries} entries and {length} bytes of data");
        index = blob.Slice(CountsLength, (int)entries * EntryLength);
        data = blob.Slice(CountsLength + index.Length, (int)length);
    }

    /// <summary>The first text of a tag; null where the header has it not.</summary>
    /// <exception cref="InvalidDataException">The entry is broken, or longer than any value that is believed.</exception>
    public string? Text(RpmTag tag)
    {
        if (!TryFind(tag, out uint type, out uint count, out ReadOnlySpan<byte> value))
            return null;
        if (type is not (StringType or StringArrayType or TranslatedType) || count == 0)
            throw new InvalidDataException($"the tag {(int)tag} is no text");
        return Decode(Next(ref value));
    }

    /// <summary>The first number of a tag; null where the header has it not.</summary>
    /// <exception cref="InvalidDataException">The entry is broken.</exception>
    public uint? Number(RpmTag tag)
    {
        if (!TryFind(tag, out uint type, out uint count, out ReadOnlySpan<byte> value))
            return null;
        return type == Int32Type && count > 0 && value.Length >= sizeof(uint)
            ? BinaryPrimitives.ReadUInt32BigEndian(value)
            : throw new InvalidDataException($"the tag {(int)tag} is no number");
    }

    /// <summary>The paths of the package's files that pass a filter, without a slash before them.</summary>
    /// <param name="filter">Which paths are kept.</param>
    /// <param name="most">How many are kept at most.</param>
    /// <param name="characters">How many characters may still be read, which folders named again and again multiply.</param>
    /// <exception cref="InvalidDataException">An entry is broken.</exception>
    public List<string> Files(Func<string, bool> filter, int most, ref long characters)
    {
        var files = new List<string>();
        if (TryFind(RpmTag.OldFileNames, out _, out uint oldCount, out ReadOnlySpan<byte> old))
            for (uint i = 0; i < oldCount && files.Count < most; i++)
                Take(files, filter, "", Next(ref old), ref characters);
        if (!TryFind(RpmTag.BaseNames, out _, out uint count, out ReadOnlySpan<byte> names)
            || !TryFind(RpmTag.DirectoryNames, out _, out uint folderCount, out ReadOnlySpan<byte> folders)
            || !TryFind(RpmTag.DirectoryIndexes, out uint type, out uint indexCount, out ReadOnlySpan<byte> indexes))
            return files;
        if (type != Int32Type || indexCount != count || indexes.Length < indexCount * (long)sizeof(uint) || folderCount > MaxFolders)
            throw new InvalidDataException("the list of files is broken");
        string[] known = new string[folderCount];
        for (int i = 0; i < known.Length; i++)
            known[i] = Decode(Next(ref folders));
        for (int i = 0; i < count && files.Count < most; i++)
        {
            uint folder = BinaryPrimitives.ReadUInt32BigEndian(indexes[(i * sizeof(uint))..]);
            if (folder >= known.Length)
                throw new InvalidDataException($"a file is in the folder {folder} of {known.Length}");
            Take(files, filter, known[folder], Next(ref names), ref characters);
        }
        return files;
    }

    private static void Take(List<string> files, Func<string, bool> filter, string folder, ReadOnlySpan<byte> name, ref long characters)
    {
        characters -= folder.Length + name.Length;
        if (characters < 0)
            throw new InvalidDataException("the paths of its files are longer than those of any system");
        string path = (folder + Decode(name)).TrimStart('/');
        if (path.Length <= ReadingScope.MaxValueLength && filter(path))
            files.Add(path);
    }

    private bool TryFind(RpmTag tag, out uint type, out uint count, out ReadOnlySpan<byte> value)
    {
        for (ReadOnlySpan<byte> entry = index; !entry.IsEmpty; entry = entry[EntryLength..])
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(entry) != (uint)tag)
                continue;
            type = BinaryPrimitives.ReadUInt32BigEndian(entry[4..]);
            uint offset = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            count = BinaryPrimitives.ReadUInt32BigEndian(entry[12..]);
            value = offset <= data.Length ? data[(int)offset..] : throw new InvalidDataException($"the tag {(int)tag} lies outside of its header");
            return true;
        }
        type = 0;
        count = 0;
        value = [];
        return false;
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> texts)
    {
        int end = texts.IndexOf((byte)0);
        if (end < 0)
            throw new InvalidDataException("a text of a header has no end");
        ReadOnlySpan<byte> text = texts[..end];
        texts = texts[(end + 1)..];
        return text;
    }

    private static string Decode(ReadOnlySpan<byte> text) => text.Length <= ReadingScope.MaxValueLength
        ? Encoding.UTF8.GetString(text)
        : throw new InvalidDataException($"a text of a header has more than {ReadingScope.MaxValueLength} bytes");
}
