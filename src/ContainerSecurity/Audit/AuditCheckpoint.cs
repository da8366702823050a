using System.Globalization;

namespace ContainerSecurity.Audit;

/// <summary>A place in an audit log. Kept elsewhere, it shows whether lines up to it were cut off or written anew.</summary>
/// <param name="Sequence">The number of the entry, from 1; 0 for a log without entries.</param>
/// <param name="Hash">The entry's hash: 64 hexadecimal digits in lower case.</param>
public sealed record AuditCheckpoint(long Sequence, string Hash)
{
    /// <summary>The place before the first entry.</summary>
    public static AuditCheckpoint Start { get; } = new(0, new string('0', AuditChain.HashLength));

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <param name="checkpoint">The place; null where the text is none.</param>
    public static bool TryParse(string text, out AuditCheckpoint? checkpoint)
    {
        checkpoint = null;
        string[] parts = (text ?? throw new ArgumentNullException(nameof(text))).Trim().Split(':');
        if (parts.Length != 2 || !AuditChain.IsHash(parts[1]) || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
            return false;
        checkpoint = new AuditCheckpoint(sequence, parts[1]);
        return true;
    }

    /// <summary>The place as text: the number, a colon, and the hash.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}:{1}", Sequence, Hash);
}
