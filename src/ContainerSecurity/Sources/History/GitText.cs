using System.Text;

namespace ContainerSecurity.Sources;

/// <summary>Reads what git writes, piece by piece: texts that end with a NUL or a line's end, and a number of bytes.</summary>
internal sealed class GitText(Stream stream)
{
    /// <summary>Paths, dates and names are shorter; what is longer is cut.</summary>
    private const int MaxLength = 64 * 1024;

    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly byte[] text = new byte[MaxLength];
    private int length;
    private int start;
    private int end;

    /// <summary>Reads a text up to a byte that ends it; null at the end of the stream.</summary>
    public string? ReadUntil(byte terminator)
    {
        length = 0;
        while (start < end || Fill())
        {
            int found = Array.IndexOf(buffer, terminator, start, end - start);
            int count = (found < 0 ? end : found) - start;
            int taken = Math.Min(count, MaxLength - length);
            Buffer.BlockCopy(buffer, start, text, length, taken);
            length += taken;
            start += count + (found < 0 ? 0 : 1);
            if (found >= 0)
                return Taken();
        }
        return length > 0 ? Taken() : null;
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

    private string Taken() => Encoding.UTF8.GetString(text, 0, length);

    private bool Fill()
    {
        start = 0;
        end = Math.Max(0, stream.Read(buffer, 0, buffer.Length));
        return end > 0;
    }
}
