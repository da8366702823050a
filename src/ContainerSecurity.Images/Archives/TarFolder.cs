using ContainerSecurity.Images.Layers;

namespace ContainerSecurity.Images.Archives;

/// <summary>A tar archive as a folder: its headers are read once, its files in place. One that is compressed is read anew from its beginning for each file.</summary>
internal sealed class TarFolder : ContentFolder
{
    private const int MaxLinks = 16;
    private readonly string path;
    private readonly Compression compression;
    private readonly Dictionary<string, Member> members = new(StringComparer.Ordinal);

    private TarFolder(string path, Compression compression)
    {
        this.path = path;
        this.compression = compression;
    }

    public override string Name => path;

    /// <summary>Reads the headers of an archive.</summary>
    public static async Task<TarFolder> OpenAsync(string path, ImageReadLimits limits, CancellationToken cancellationToken)
    {
        byte[] prefix = new byte[Decompression.PrefixLength];
        await using FileStream file = OpenFile(path);
        int read = await file.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var folder = new TarFolder(path, Decompression.Recognize(prefix.AsSpan(0, read)));
        await folder.ReadHeadersAsync(limits, cancellationToken).ConfigureAwait(false);
        return folder;
    }

    public override bool Has(string path) => Find(path) is not null;

    public override long? SizeOf(string path) => Find(path)?.Size;

    public override async Task<Stream?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (Find(path) is not { } member)
            return null;
        Stream archive = OpenArchive();
        if (archive.CanSeek)
            archive.Seek(member.Offset, SeekOrigin.Begin);
        else
            await new BoundedStream(archive, member.Offset, leaveOpen: true).CopyToAsync(Stream.Null, 128 * 1024, cancellationToken).ConfigureAwait(false);
        return new BoundedStream(archive, member.Size, leaveOpen: false);
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);

    private Stream OpenArchive() => Decompression.Open(OpenFile(path), compression);

    private async Task ReadHeadersAsync(ImageReadLimits limits, CancellationToken cancellationToken)
    {
        await using Stream archive = OpenArchive();
        var tar = new TarReader(archive);
        try
        {
            for (int count = 0; await tar.ReadHeaderAsync(cancellationToken).ConfigureAwait(false) is { } header; count++)
            {
                if (count == limits.MaxEntries / 10)
                    throw new ImageReadException(ImageReadFailure.LimitExceeded, $"{path} has more than {limits.MaxEntries / 10} files.");
                if (compression != Compression.None && tar.Position > limits.MinSuspiciousSize && tar.Position / limits.MaxCompressionRatio > new FileInfo(path).Length)
                    throw new ImageReadException(ImageReadFailure.LimitExceeded, $"{path} grows to more than {limits.MaxCompressionRatio} times its size, as a decompression bomb does.");
                string name = LayerPath.Normalize(header.Name, limits.MaxPathLength);
                if (header.Type == '0' && header.Sparse is null)
                    members[name] = new Member(tar.Position, header.StoredSize, null);
                else if (header.Type is '1' or '2')
                    members[name] = new Member(0, 0, Target(name, header, limits));
            }
        }
        catch (Exception e) when (e is InvalidDataException or ZstdSharp.ZstdException or EndOfStreamException)
        {
            throw new ImageReadException(ImageReadFailure.Malformed, $"{path} cannot be decompressed: {e.Message}", e);
        }
        catch (ImageReadException e)
        {
            throw new ImageReadException(e.Failure, $"{path}: {e.Message}", e);
        }
    }

    /// <summary>Where a link leads: old archives of Docker link layers that are the same.</summary>
    private static string Target(string name, TarHeader header, ImageReadLimits limits) =>
        LayerPath.Normalize(header.Type == '1' ? header.LinkName : $"{name[..Math.Max(0, name.LastIndexOf('/'))]}/{header.LinkName}", limits.MaxPathLength);

    private Member? Find(string path)
    {
        for (int links = 0; members.TryGetValue(path, out Member? member); links++)
        {
            if (member.Target is null)
                return member;
            if (links == MaxLinks)
                throw new ImageReadException(ImageReadFailure.Malformed, $"{Name}: '{path}' leads through more than {MaxLinks} links.");
            path = member.Target;
        }
        return null;
    }

    private sealed record Member(long Offset, long Size, string? Target);
}
