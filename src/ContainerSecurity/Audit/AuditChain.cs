using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Audit;

/// <summary>The lines of an audit log: JSON objects, each with the hash of the one before, and last its own, which is over that and all the line
/// before it.</summary>
internal static class AuditChain
{
    /// <summary>The length of a hash in hexadecimal digits.</summary>
    public const int HashLength = 64;

    /// <summary>The longest line, in bytes.</summary>
    public const int MaxLine = 256 * 1024;

    private const int MaxText = 8 * 1024;
    private const int MaxItems = 256;
    private const string HashMember = ",\"hash\":\"";
    private const string End = "\"}";

    /// <summary>The line of an entry, with the newline, and the place it makes.</summary>
    public static byte[] Write(AuditEntry entry, AuditCheckpoint previous, out AuditCheckpoint next)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var json = new JsonTextWriter(text);
        json.Open('{').Number("sequence", (previous.Sequence + 1).ToString(CultureInfo.InvariantCulture)).Value("previous", previous.Hash)
            .Value("time", entry.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture))
            .Value("subject", Cut(entry.Subject)).Value("team", Cut(entry.Team)).Value("action", Cut(entry.Action)).Value("object", Cut(entry.Object))
            .Value("verdict", WordOf(entry.Verdict)).Value("reason", Cut(entry.Reason))
            .Values("ruleIds", entry.RuleIds.Take(MaxItems).Select(Cut)).Values("obligations", entry.Obligations.Take(MaxItems).Select(Cut))
            .Number("durationMicroseconds", (entry.Duration.Ticks / (TimeSpan.TicksPerMillisecond / 1000)).ToString(CultureInfo.InvariantCulture));
        byte[] body = Encoding.UTF8.GetBytes(text.ToString());
        next = new AuditCheckpoint(previous.Sequence + 1, HashOf(previous.Hash, body, body.Length));
        return [.. body, .. Encoding.ASCII.GetBytes(HashMember + next.Hash + End + "\n")];
    }

    /// <summary>Reads what links a line to the others; false where it is no line of a log.</summary>
    /// <param name="line">The line without its newline.</param>
    /// <param name="length">Its length.</param>
    /// <param name="previous">The hash it names as that of the line before.</param>
    /// <param name="own">Its number and the hash it names as its own.</param>
    /// <param name="computed">The hash it has.</param>
    public static bool TryRead(byte[] line, int length, out string previous, out AuditCheckpoint own, out string computed)
    {
        (previous, own, computed) = ("", AuditCheckpoint.Start, "");
        int tail = HashMember.Length + HashLength + End.Length;
        const string First = "{\"sequence\":", Second = ",\"previous\":\"";
        if (length <= tail + First.Length)
            return false;
        string text = Encoding.UTF8.GetString(line, 0, Math.Min(length, First.Length + Second.Length + HashLength + 32));
        string end = Encoding.UTF8.GetString(line, length - tail, tail);
        int comma = text.IndexOf(',');
        if (!text.StartsWith(First, StringComparison.Ordinal) || comma < 0 || !end.StartsWith(HashMember, StringComparison.Ordinal)
            || !end.EndsWith(End, StringComparison.Ordinal))
            return false;
        string number = text.Substring(First.Length, comma - First.Length), hash = end.Substring(HashMember.Length, HashLength);
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence) || !IsHash(hash)
            || string.CompareOrdinal(text, comma, Second, 0, Second.Length) != 0 || text.Length < comma + Second.Length + HashLength)
            return false;
        previous = text.Substring(comma + Second.Length, HashLength);
        own = new AuditCheckpoint(sequence, hash);
        computed = IsHash(previous) ? HashOf(previous, line, length - tail) : "";
        return computed.Length > 0;
    }

    /// <summary>Returns whether a text is 64 hexadecimal digits in lower case.</summary>
    public static bool IsHash(string text) => text.Length == HashLength && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <summary>SHA-256 over the hash before, as text, and the line.</summary>
    private static string HashOf(string previous, byte[] line, int length)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(previous));
        hash.AppendData(line, 0, length);
        var text = new StringBuilder(HashLength);
        foreach (byte b in hash.GetHashAndReset())
            text.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static string WordOf(AuditVerdict verdict) => verdict switch { AuditVerdict.Allow => "allow", AuditVerdict.Deny => "deny", _ => "error" };

    private static string Cut(string text) => text.Length <= MaxText ? text : text.Substring(0, MaxText) + "…";
}
