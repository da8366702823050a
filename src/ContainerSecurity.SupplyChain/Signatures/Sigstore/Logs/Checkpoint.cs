using System.Globalization;
using System.Text;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;

/// <summary>
/// A log's signed word on its size and root hash (C2SP tlog-checkpoint, a signed note): the log's name, the size, the
/// root hash, then an empty line and lines of signatures.
/// </summary>
internal sealed class Checkpoint
{
    /// <summary>How many lines of signatures are looked at; witnesses add theirs.</summary>
    public const int MaxSignatures = 64;

    private const string SignatureStart = "\u2014 ";

    private readonly byte[] text;
    private readonly List<(string Name, byte[] Bytes)> signatures;

    private Checkpoint(byte[] text, long size, byte[] rootHash, List<(string, byte[])> signatures)
    {
        this.text = text;
        Size = size;
        RootHash = rootHash;
        this.signatures = signatures;
    }

    public long Size { get; }

    public ReadOnlyMemory<byte> RootHash { get; }

    public static Checkpoint Read(string note)
    {
        int end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 >= note.Length || !note.EndsWith('\n'))
            throw new SignatureFormatException("The log's checkpoint is no signed note, or nobody signed it.");
        string[] lines = note[..end].Split('\n');
        if (lines.Length < 3 || lines[0].Length == 0)
            throw new SignatureFormatException("The log's checkpoint lacks its name, size or root hash.");
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            || size.ToString(CultureInfo.InvariantCulture) != lines[1])
            throw new SignatureFormatException("The size in the log's checkpoint is no number.");
        byte[] root = SignatureBase64.Standard(lines[2], "the root hash of the log's checkpoint");
        string[] signed = note[(end + 2)..^1].Split('\n');
        if (signed.Length > MaxSignatures)
            throw new SignatureFormatException($"The log's checkpoint has more than {MaxSignatures} signatures.");
        return new Checkpoint(Encoding.UTF8.GetBytes(note[..(end + 1)]), size, root, [.. signed.Select(ReadSignature)]);
    }

    /// <summary>
    /// Whether the log signed it. The signature is found by name and key id; those of others stand wherever they like.
    /// </summary>
    public bool IsSignedBy(LogKey log) => signatures.Any(s =>
        s.Name == log.Name
        && s.Bytes.AsSpan(0, LogKey.HintLength).SequenceEqual(log.CheckpointId.Span[..LogKey.HintLength])
        && log.Key.Verify(text, s.Bytes.AsSpan(LogKey.HintLength)));

    private static (string Name, byte[] Bytes) ReadSignature(string line)
    {
        int space = line.LastIndexOf(' ');
        if (!line.StartsWith(SignatureStart, StringComparison.Ordinal) || space <= SignatureStart.Length)
            throw new SignatureFormatException("A line of signature in the log's checkpoint is malformed.");
        byte[] bytes = SignatureBase64.Standard(line[(space + 1)..], "a signature of the log's checkpoint");
        return bytes.Length > LogKey.HintLength
            ? (line[SignatureStart.Length..space], bytes)
            : throw new SignatureFormatException("A signature of the log's checkpoint is too short.");
    }
}
