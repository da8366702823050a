using System.Text;

namespace ContainerSecurity.Policies;

/// <summary>Tells quickly that a source holds no resource of some kinds, without decoding or parsing it.</summary>
internal sealed class KindSearch
{
    private const int BufferSize = 8 * 1024;
    private static readonly byte[] List = Encoding.ASCII.GetBytes("List");
    private readonly byte[][] kinds;
    private readonly bool[] starts = new bool[256];
    private readonly int longest;

    /// <summary>Prepares a search for kinds.</summary>
    public KindSearch(IReadOnlyList<string> kinds)
    {
        this.kinds = [.. kinds.Select(Encoding.ASCII.GetBytes)];
        longest = kinds.Max(k => k.Length) + List.Length;
        foreach (byte[] kind in this.kinds)
            starts[kind[0]] = true;
        // A kind may hide behind an escape of a quoted scalar, behind a tag, or in UTF-16, whose texts are full of NULs.
        starts['\\'] = starts[0] = starts['!'] = true;
    }

    /// <summary>Whether the bytes name one of the kinds as a word of its own (<c>serviceAccountName</c> is no ServiceAccount), or may hide one. Whether a source that cannot be opened holds one is not known; the reading reports it.</summary>
    public bool MayHold(ManifestSource source)
    {
        byte[] buffer = new byte[BufferSize];
        try
        {
            using Stream stream = source.Open();
            int kept = 0;
            for (int read; (read = stream.Read(buffer, kept, buffer.Length - kept)) > 0;)
            {
                int length = kept + read;
                if (MayHold(buffer, length))
                    return true;
                kept = Math.Min(length, longest + 1);
                Buffer.BlockCopy(buffer, length - kept, buffer, 0, kept);
            }
            return false;
        }
#pragma warning disable CA1031 // Whatever a source throws, it throws again when it is read.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            return true;
        }
    }

    private bool MayHold(byte[] bytes, int length)
    {
        for (int i = 0; i < length; i++)
            if (starts[bytes[i]] && (bytes[i] == 0 || IsEscape(bytes, i, length) || IsTag(bytes, i) || IsKind(bytes, i, length)))
                return true;
        return false;
    }

    private static bool IsEscape(byte[] bytes, int at, int length) =>
        bytes[at] == '\\' && (at + 1 == length || bytes[at + 1] is (byte)'u' or (byte)'U' or (byte)'x' or (byte)'\n' or (byte)'\r');

    /// <summary>A tag stands where a value begins; anywhere else an exclamation mark is one. (What stands at the start of the buffer is not known and may be one.)</summary>
    private static bool IsTag(byte[] bytes, int at) =>
        bytes[at] == '!' && (at == 0 || bytes[at - 1] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'[' or (byte)'{' or (byte)',' or (byte)':' or > 127);

    private bool IsKind(byte[] bytes, int at, int length)
    {
        if (at > 0 && IsLetterOrDigit(bytes[at - 1]))
            return false;
        foreach (byte[] kind in kinds)
            if (StartsWith(bytes, at, length, kind) && IsEnd(bytes, at + kind.Length, length))
                return true;
        return false;
    }

    /// <summary>A kind ends where its word does, or is that of a list's items.</summary>
    private static bool IsEnd(byte[] bytes, int at, int length) =>
        at == length || !IsLetterOrDigit(bytes[at]) || (StartsWith(bytes, at, length, List) && IsEnd(bytes, at + List.Length, length));

    private static bool StartsWith(byte[] bytes, int at, int length, byte[] word)
    {
        if (at + word.Length > length)
            return false;
        for (int i = 0; i < word.Length; i++)
            if (bytes[at + i] != word[i])
                return false;
        return true;
    }

    private static bool IsLetterOrDigit(byte b) => b is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');
}
