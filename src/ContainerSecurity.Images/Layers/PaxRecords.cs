namespace ContainerSecurity.Images.Layers;

/// <summary>The records of a pax header that matter for files: names, sizes, owners, times, sparse maps and capabilities.</summary>
internal sealed class PaxRecords
{
    private readonly List<long> sparse = [];
    private long? sparseOffset;

    public string? Path { get; private set; }

    public string? LinkPath { get; private set; }

    public long? Size { get; private set; }

    public long? UserId { get; private set; }

    public long? GroupId { get; private set; }

    public double? ModifiedAt { get; private set; }

    public bool HasCapabilities { get; private set; }

    /// <summary>The name of a sparse file; the header itself has a made-up one.</summary>
    public string? SparseName { get; private set; }

    public long? SparseRealSize { get; private set; }

    /// <summary>The version of GNU's sparse format that has its map before the content.</summary>
    public bool HasMapInContent { get; private set; }

    /// <summary>Offsets and lengths in turn.</summary>
    public IReadOnlyList<long> Sparse => sparse;

    public static PaxRecords Read(ReadOnlySpan<byte> block)
    {
        var records = new PaxRecords();
        while (block.Length > 0)
        {
            int space = block.IndexOf((byte)' ');
            long length = space > 0 ? TarNumbers.ReadDecimal(block[..space]) : 0;
            if (length <= space + 1 || length > block.Length || block[(int)length - 1] != '\n')
                throw TarNumbers.Broken("pax records of a wrong length");
            ReadOnlySpan<byte> record = block[(space + 1)..((int)length - 1)];
            int equals = record.IndexOf((byte)'=');
            if (equals <= 0)
                throw TarNumbers.Broken("a pax record without a name");
            records.Set(TarNumbers.Decode(record[..equals]), record[(equals + 1)..]);
            block = block[(int)length..];
        }
        return records;
    }

    private void Set(string key, ReadOnlySpan<byte> value)
    {
        switch (key)
        {
            case "path":
                Path = TarNumbers.Decode(value);
                break;
            case "linkpath":
                LinkPath = TarNumbers.Decode(value);
                break;
            case "size":
                Size = TarNumbers.ReadDecimal(value);
                break;
            case "uid":
                UserId = TarNumbers.ReadDecimal(value);
                break;
            case "gid":
                GroupId = TarNumbers.ReadDecimal(value);
                break;
            case "mtime":
                ModifiedAt = TarNumbers.ReadTime(value);
                break;
            case "SCHILY.xattr.security.capability":
                HasCapabilities = true;
                break;
            default:
                SetSparse(key, value);
                break;
        }
    }

    private void SetSparse(string key, ReadOnlySpan<byte> value)
    {
        switch (key)
        {
            case "GNU.sparse.major":
                HasMapInContent = TarNumbers.ReadDecimal(value) == 1;
                break;
            case "GNU.sparse.name":
                SparseName = TarNumbers.Decode(value);
                break;
            case "GNU.sparse.size" or "GNU.sparse.realsize":
                SparseRealSize = TarNumbers.ReadDecimal(value);
                break;
            case "GNU.sparse.offset":
                sparseOffset = TarNumbers.ReadDecimal(value);
                break;
            case "GNU.sparse.numbytes" when sparseOffset is { } offset:
                sparse.AddRange([offset, TarNumbers.ReadDecimal(value)]);
                break;
            case "GNU.sparse.map":
                foreach (Range part in value.Split((byte)','))
                    sparse.Add(TarNumbers.ReadDecimal(value[part]));
                break;
        }
    }
}
