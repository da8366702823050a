using System.Text;

namespace ContainerSecurity.Sources;

/// <summary>Reads what git writes, piece by piece: texts that end with a NUL or a line's end, and a number of bytes.</summary>
internal sealed class GitText(Stream stream)
{
    /// <summary>Paths, dates and names are shorter; what is longer is cut.</summary>
    private const int MaxLength = 64 * 1024;

    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly MemoryStream text = new();
    private int start;
    private int end;

    /// <summary>Reads a text up to a byte that ends it; null at the end of the stream.</summary>
    public string? ReadUntil(byte terminator)
    {
        text.SetLength(0);
        while (start < end || Fill())
        {
            int found = Array.IndexOf(buffer, terminator, start, end - start);
            int length = (found < 0 ? end : found) - start;
            text.Write(buffer, start, Math.Min(length, MaxLength - (int)text.Length));
            start += length + (found < 0 ? 0 : 1);
            if (found >= 0)
                return Taken();
        }
        return text.Length > 0 ? Taken() : null;
    }

    /// <summary>Reads a number of bytes.</summary>
    /// <exception cref="GitException">There are fewer.</exception>
    public byte[] ReadBytes(int count)
    {
        byte[] bytes = new byte[count];
        int filled = Math.Min(count, end - start);
        Buffer.BlockCopy(buffer, start, bytes, 0, filled);
        start += filled;
        while (filled < count)
        {
            int read = stream.Read(bytes, filled, count - filled);
            if (read <= 0)
                throw new GitException("git ended in the middle of a file.");
            filled += read;
        }
        return bytes;
    }

    private string Taken() => Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);

    private bool Fill()
    {
        start = 0;
        end = Math.Max(0, stream.Read(buffer, 0, buffer.Length));
        return end > 0;
    }
}
