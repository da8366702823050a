using ContainerSecurity.Documents;
using ContainerSecurity.Images.Layers;

namespace ContainerSecurity.Images.Archives;

/// <summary>
/// A tar archive as a folder: its headers are read once, its files in place. One that is compressed, or cannot seek, is
/// read anew from its beginning for each file.
/// </summary>
internal sealed class TarFolder : ContentFolder
{
    private const int MaxLinks = 16;
    private readonly Func<CancellationToken, Task<Stream>> open;
    private readonly Dictionary<string, Member> members = new(StringComparer.Ordinal);
    private Compression compression;

    private TarFolder(string name, Func<CancellationToken, Task<Stream>> open)
    {
        Name = name;
        this.open = open;
    }

    public override string Name { get; }

    /// <summary>Whether the archive is a file.</summary>
    public bool IsOnDisk { get; private init; }

    /// <summary>Reads the headers of an archive on disk.</summary>
    public static Task<TarFolder> OpenAsync(string path, ImageReadLimits limits, CancellationToken cancellationToken) =>
        BeginAsync(new TarFolder(path, _ => Task.FromResult<Stream>(RegularFile.Open(path))) { IsOnDisk = true }, limits, cancellationToken);

    /// <summary>Reads the headers of an archive that can be opened again and again.</summary>
    public static Task<TarFolder> OpenAsync(
        string name, Func<CancellationToken, Task<Stream>> open, ImageReadLimits limits, CancellationToken cancellationToken) =>
        BeginAsync(new TarFolder(name, open), limits, cancellationToken);

    private static async Task<TarFolder> BeginAsync(TarFolder folder, ImageReadLimits limits, CancellationToken cancellationToken)
    {
        await folder.ReadHeadersAsync(limits, cancellationToken).ConfigureAwait(false);
        return folder;
    }

    public override bool Has(string path) => Find(path) is not null;

    public override long? SizeOf(string path) => Find(path)?.Size;

    public override async Task<Stream?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (Find(path) is not { } member)
            return null;
        Stream archive = Decompression.Open(await open(cancellationToken).ConfigureAwait(false), compression);
        if (archive.CanSeek)
            archive.Seek(member.Offset, SeekOrigin.Begin);
        else
            await new BoundedStream(archive, member.Offset, leaveOpen: true).CopyToAsync(Stream.Null, 128 * 1024, cancellationToken).ConfigureAwait(false);
        return new BoundedStream(archive, member.Size, leaveOpen: false);
    }

    private async Task ReadHeadersAsync(ImageReadLimits limits, CancellationToken cancellationToken)
    {
        await using Stream opened = await open(cancellationToken).ConfigureAwait(false);
        var stored = new CountingStream(opened);
        (byte[] prefix, Stream whole) = await PrefixedStream.PeekAsync(stored, Decompression.PrefixLength, cancellationToken).ConfigureAwait(false);
        compression = Decompression.Recognize(prefix);
        if (Decompression.Unread(prefix) is { } other)
            throw new ImageReadException(
                ImageReadFailure.Unsupported,
                $"{Name} is compressed by {other}; archives are read plain, or by gzip or zstd.");
        bool isSought = compression == Compression.None && opened.CanSeek;
        if (isSought)
            opened.Seek(0, SeekOrigin.Begin);
        Stream plain = Decompression.Open(isSought ? opened : whole, compression);
        await using Stream archive = compression == Compression.None ? plain : new InflatedStream(plain, stored, limits);
        var tar = new TarReader(archive);
        try
        {
            for (int count = 0; await tar.ReadHeaderAsync(cancellationToken).ConfigureAwait(false) is { } header; count++)
            {
                if (count == limits.MaxEntries / 10)
                    throw new ImageReadException(ImageReadFailure.LimitExceeded, $"{Name} has more than {limits.MaxEntries / 10} files.");
                string name = LayerPath.Normalize(header.Name, limits.MaxPathLength);
                if (header.Type == '0' && header.Sparse is null)
                    members[name] = new Member(tar.Position, header.StoredSize, null);
                else if (header.Type is '1' or '2')
                    members[name] = new Member(0, 0, Target(name, header, limits));
            }
        }
        catch (Exception e) when (e is InvalidDataException or ZstdSharp.ZstdException or EndOfStreamException)
        {
            throw new ImageReadException(ImageReadFailure.Malformed, $"{Name} cannot be decompressed: {e.Message}", e);
        }
        catch (ImageReadException e)
        {
            throw new ImageReadException(e.Failure, $"{Name}: {e.Message}", e);
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
