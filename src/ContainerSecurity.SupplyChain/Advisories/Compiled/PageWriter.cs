using System.Buffers;
using System.Security.Cryptography;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>Writes the content of a compiled file in pages, then the digests of the pages, and last the header before them.</summary>
internal sealed class PageWriter
{
    private readonly Stream output;
    private readonly long start;
    private readonly byte[] page = new byte[FileHeader.PageSize];
    private readonly ArrayBufferWriter<byte> digests = new();
    private int filled;

    public PageWriter(Stream output)
    {
        this.output = output;
        start = output.Position;
        output.Write(new byte[FileHeader.Length]);
    }

    /// <summary>How many bytes the content has so far: the place of the next one.</summary>
    public long Position { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Position += bytes.Length;
        while (bytes.Length > 0)
        {
            int part = Math.Min(bytes.Length, page.Length - filled);
            bytes[..part].CopyTo(page.AsSpan(filled));
            filled += part;
            bytes = bytes[part..];
            if (filled == page.Length)
                EndPage();
        }
    }

    /// <summary>Begins a new page where what follows would lie in two pages and is at most half of one.</summary>
    public void Align(int length)
    {
        if (length <= page.Length / 2 && filled + length > page.Length)
            Write(new byte[page.Length - filled]);
    }

    /// <summary>Completes the file; the directory is what was written last.</summary>
    public void End(long directoryOffset)
    {
        EndPage();
        byte[] level = digests.WrittenSpan.ToArray();
        // The digest of the topmost page is in the header.
        while (level.Length > FileHeader.DigestLength)
        {
            output.Write(level);
            level = DigestsOf(level);
        }

        byte[] header = new FileHeader(Position, directoryOffset, Position - directoryOffset, level).ToBytes();
        long end = output.Position;
        output.Position = start;
        output.Write(header);
        output.Position = end;
    }

    private void EndPage()
    {
        if (filled == 0)
            return;
        output.Write(page.AsSpan(0, filled));
        digests.Write(SHA256.HashData(page.AsSpan(0, filled)));
        filled = 0;
    }

    private static byte[] DigestsOf(byte[] level)
    {
        using MemoryStream above = new();
        for (int at = 0; at < level.Length; at += FileHeader.PageSize)
            above.Write(SHA256.HashData(level.AsSpan(at, Math.Min(FileHeader.PageSize, level.Length - at))));
        return above.ToArray();
    }
}
