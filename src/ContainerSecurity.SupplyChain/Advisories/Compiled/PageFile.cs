using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>
/// The pages of a compiled file. A page is copied out of the file, and its digest compared with the one that the page
/// above has of it, before a byte of it is used; up to the topmost page, whose digest the header has.
/// </summary>
/// <remarks>
/// Pages are read and not mapped: what was verified can then not change under the hand, and a file that is cut short
/// while it is open is an error and not the end of the process. Safe for use from any thread.
/// </remarks>
internal sealed class PageFile : IDisposable
{
    // Pages are cut from larger pieces, which the garbage collector does not move.
    private const int SlabPages = 32;
    private const int LevelShift = 48;

    // At most so many pages are kept (64 MiB); with more, they are read and verified again.
    private const int MaxKept = 16 * 1024;

    private readonly SafeFileHandle file;
    private readonly FileHeader header;
    private readonly IReadOnlyList<long> lengths;
    private readonly long[] starts;
    private readonly ConcurrentDictionary<long, ReadOnlyMemory<byte>> kept = new();
    private readonly Lock slabLock = new();
    private byte[] slab = [];
    private int slabUsed;
    private int keptCount;

    /// <exception cref="AdvisoryFileException">The file is none, or is damaged where it was looked at.</exception>
    public PageFile(string path)
    {
        file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            byte[] first = new byte[FileHeader.Length];
            int read = ReadAt(first, 0);
            header = FileHeader.Read(first.AsSpan(0, read));
            Seal = FileHeader.SealOf(first);
            lengths = FileHeader.Levels(header.ContentLength);
            starts = new long[lengths.Count];
            long end = FileHeader.Length;
            for (int level = 0; level < starts.Length; level++)
                (starts[level], end) = (end, end + lengths[level]);
            if (RandomAccess.GetLength(file) is var length && length != end)
                throw AdvisoryFileException.Broken($"it has {length} bytes, and not {end}");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The digest of the header, which stands for the whole file.</summary>
    public byte[] Seal { get; }

    public FileHeader Header => header;

    public void Dispose() => file.Dispose();

    /// <summary>Bytes of the content, verified.</summary>
    /// <exception cref="AdvisoryFileException">They are not what was written, or not there.</exception>
    public ReadOnlySpan<byte> Read(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset > header.ContentLength - length)
            throw AdvisoryFileException.Broken("it points to where nothing is");
        long number = offset / FileHeader.PageSize;
        int at = (int)(offset % FileHeader.PageSize);
        if (length <= FileHeader.PageSize - at)
            return Page(0, number).Slice(at, length);
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; at = 0)
        {
            ReadOnlySpan<byte> page = Page(0, number++)[at..];
            page = page[..Math.Min(page.Length, length - done)];
            page.CopyTo(bytes.AsSpan(done));
            done += page.Length;
        }

        return bytes;
    }

    /// <summary>Verifies all pages of all levels.</summary>
    /// <exception cref="AdvisoryFileException">One is not what was written.</exception>
    public void VerifyAll(CancellationToken cancellation)
    {
        for (int level = 0; level < starts.Length; level++)
            for (long number = 0; number < FileHeader.Pages(lengths[level]); number++)
            {
                cancellation.ThrowIfCancellationRequested();
                _ = ReadPage(level, number);
            }
    }

    private ReadOnlySpan<byte> Page(int level, long number)
    {
        long key = ((long)level << LevelShift) | number;
        if (kept.TryGetValue(key, out ReadOnlyMemory<byte> page))
            return page.Span;
        page = ReadPage(level, number);
        if (Interlocked.Increment(ref keptCount) > MaxKept)
        {
            kept.Clear();
            Volatile.Write(ref keptCount, 1);
        }

        kept.TryAdd(key, page);
        return page.Span;
    }

    private ReadOnlyMemory<byte> ReadPage(int level, long number)
    {
        long offset = number * FileHeader.PageSize;
        Memory<byte> place = NewPage((int)Math.Min(FileHeader.PageSize, lengths[level] - offset));
        Span<byte> page = place.Span;
        if (ReadAt(page, starts[level] + offset) != page.Length)
            throw AdvisoryFileException.Broken("it has become shorter while it was open");
        Span<byte> digest = stackalloc byte[FileHeader.DigestLength];
        SHA256.HashData(page, digest);
        if (!digest.SequenceEqual(DigestOf(level, number)))
            throw AdvisoryFileException.Broken($"the page at byte {starts[level] + offset} is not what its digest says");
        return place;
    }

    private Memory<byte> NewPage(int length)
    {
        lock (slabLock)
        {
            if (slab.Length - slabUsed < length)
                (slab, slabUsed) = (GC.AllocateUninitializedArray<byte>(SlabPages * FileHeader.PageSize), 0);
            Memory<byte> page = slab.AsMemory(slabUsed, length);
            slabUsed += length;
            return page;
        }
    }

    private ReadOnlySpan<byte> DigestOf(int level, long number)
    {
        if (level == starts.Length - 1)
            return header.Root;
        long offset = number * FileHeader.DigestLength;
        return Page(level + 1, offset / FileHeader.PageSize).Slice((int)(offset % FileHeader.PageSize), FileHeader.DigestLength);
    }

    private int ReadAt(Span<byte> bytes, long offset)
    {
        int done = 0;
        for (int read; done < bytes.Length && (read = RandomAccess.Read(file, bytes[done..], offset + done)) > 0;)
            done += read;
        return done;
    }
}
