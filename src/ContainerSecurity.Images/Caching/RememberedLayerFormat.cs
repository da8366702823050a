using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Images.Inspection;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Images.Inspectors;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Images.Caching;

/// <summary>
/// Layers as bytes: a mark, the key, the entries with the files told of, and a SHA-256 of all of it. The key names the layer, the
/// settings and the very build that looked, so that no build believes what another found.
/// </summary>
internal sealed class RememberedLayerFormat(SecretDetector detector, string settings)
{
    /// <summary>The largest file in bytes.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private static readonly byte[] Mark = "csec layer 1\n"u8.ToArray();

    /// <summary>A layer of no image; who takes a file from memory puts it in one of its own.</summary>
    private static readonly Layer Nowhere = new(0, Digest.OfBytes([]));

    private static readonly string Build = string.Join(
        ' ', new[] { typeof(SecretDetector), typeof(LayerCache) }.Select(t => $"{t.Assembly.FullName} {t.Module.ModuleVersionId}"));

    /// <summary>All that decides what is found in a layer.</summary>
    public string KeyOf(LayerKey key) => $"{Build}\n{settings}\n{key}";

    public byte[] Write(LayerKey key, RememberedLayer layer)
    {
        using var bytes = new MemoryStream();
        using var target = new BinaryWriter(bytes, Encoding.UTF8);
        target.Write(Mark);
        target.Write(KeyOf(key));
        target.Write(layer.Entries.Count);
        string before = "";
        foreach (SeenEntry seen in layer.Entries)
        {
            Write(target, seen.Entry, before);
            before = seen.Entry.Path;
            target.Write(seen.File is not null);
            if (seen.File is { } file)
                LayerFileRecord.Write(target, file, detector);
        }
        target.Flush();
        target.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    /// <summary>What was written of a layer.</summary>
    /// <exception cref="InvalidDataException">The bytes are others than those that were written for this key.</exception>
    /// <exception cref="EndOfStreamException">They end too early.</exception>
    public RememberedLayer Read(byte[] bytes, LayerKey key, ImageReadLimits limits)
    {
        int length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < Mark.Length || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
            throw Foreign();
        using var source = new BinaryReader(new MemoryStream(bytes, 0, length, writable: false), Encoding.UTF8);
        if (!source.ReadBytes(Mark.Length).AsSpan().SequenceEqual(Mark) || source.ReadString() != KeyOf(key))
            throw Foreign();
        var entries = new List<SeenEntry>();
        string before = "";
        for (int left = source.ReadInt32(); left > 0; left--)
        {
            LayerEntry entry = ReadEntry(source, before, limits);
            before = entry.Path;
            entries.Add(new SeenEntry(entry, source.ReadBoolean() ? LayerFileRecord.Read(source, Nowhere, detector) : null));
        }
        return source.BaseStream.Position == length ? new RememberedLayer(entries) : throw Foreign();
    }

    /// <summary>Paths go without the folder that they share with the one before.</summary>
    private static void Write(BinaryWriter target, LayerEntry entry, string before)
    {
        int shared = entry.Path.AsSpan().CommonPrefixLength(before);
        shared = entry.Path.AsSpan(0, shared).LastIndexOf('/') + 1;
        target.Write7BitEncodedInt(shared);
        target.Write(entry.Path[shared..]);
        target.Write((byte)entry.Type);
        target.Write7BitEncodedInt(entry.Mode);
        target.Write7BitEncodedInt64(entry.UserId);
        target.Write7BitEncodedInt64(entry.GroupId);
        target.Write7BitEncodedInt64(entry.Size);
        target.Write(entry.HasCapabilities);
        target.Write(entry.LinkTarget is not null);
        if (entry.LinkTarget is { } link)
            target.Write(link);
    }

    private static LayerEntry ReadEntry(BinaryReader source, string before, ImageReadLimits limits)
    {
        int shared = source.Read7BitEncodedInt();
        if (shared < 0 || shared > before.Length)
            throw Foreign();
        string path = before[..shared] + source.ReadString();
        var type = (LayerEntryType)source.ReadByte();
        if (!Enum.IsDefined(type) || LayerPath.Normalize(path, limits.MaxPathLength) != path)
            throw Foreign();
        return new LayerEntry(path, type)
        {
            Mode = source.Read7BitEncodedInt(),
            UserId = source.Read7BitEncodedInt64(),
            GroupId = source.Read7BitEncodedInt64(),
            Size = source.Read7BitEncodedInt64(),
            HasCapabilities = source.ReadBoolean(),
            LinkTarget = source.ReadBoolean() ? source.ReadString() : type is LayerEntryType.HardLink or LayerEntryType.SymbolicLink ? throw Foreign() : null,
        };
    }

    private static InvalidDataException Foreign() => new("This is no record of a layer, or a damaged one.");
}
