using System.Globalization;

namespace ContainerSecurity.Secrets;

/// <summary>A secret found in a text. It tells where the secret is and never holds it.</summary>
public sealed class SecretFinding
{
    internal SecretFinding(
        SecretPattern pattern,
        int start,
        int length,
        string redacted,
        string fingerprint,
        SecretConfidence confidence,
        SecretValidity validity)
    {
        Pattern = pattern;
        Start = start;
        Length = length;
        Redacted = redacted;
        Fingerprint = fingerprint;
        Confidence = confidence;
        Validity = validity;
    }

    /// <summary>The pattern that matched.</summary>
    public SecretPattern Pattern { get; }

    /// <summary>What sort of secret it is.</summary>
    public SecretKind Kind => Pattern.Kind;

    /// <summary>The service that issues such secrets, such as <c>GitHub</c>.</summary>
    public string Service => Pattern.Service;

    /// <summary>The index of the secret's first character in the text that was scanned.</summary>
    public int Start { get; }

    /// <summary>The number of characters the secret takes in the text that was scanned; where it was found encoded, those of the encoded form.</summary>
    public int Length { get; }

    /// <summary>The secret as it may be shown: at most the first four characters of its format's known prefix, and its length.</summary>
    public string Redacted { get; }

    /// <summary>A salted hash of the secret: the same for the same secret and salt, wherever it stands.</summary>
    public string Fingerprint { get; }

    /// <summary>How sure the finding is.</summary>
    public SecretConfidence Confidence { get; }

    /// <summary>Whether the secret can still be used, where it tells.</summary>
    public SecretValidity Validity { get; }

    /// <summary>Whether the secret is the value of an option or an argument of a known command, and not one that its own name tells.</summary>
    public bool IsOfCommand => Kind == SecretKind.Credential && Pattern.Context == SecretContext.Anywhere;

    /// <summary>Returns the finding at another place, as it stands in a text that the scanned one was taken or put together from.</summary>
    /// <param name="start">The index of the secret's first character in that text.</param>
    /// <param name="length">The number of characters the secret takes there.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start or the length is negative.</exception>
    public SecretFinding At(int start, int length)
    {
        _ = start < 0 ? throw new ArgumentOutOfRangeException(nameof(start)) : start;
        _ = length < 0 ? throw new ArgumentOutOfRangeException(nameof(length)) : length;
        return new(Pattern, start, length, Redacted, Fingerprint, Confidence, Validity) { IsDecoded = IsDecoded };
    }

    /// <summary>The index behind the secret's last character.</summary>
    internal int End => Start + Length;

    /// <summary>Whether the secret was found in a decoded text.</summary>
    internal bool IsDecoded { get; private init; }

    /// <summary>The finding as one within an encoded text.</summary>
    internal SecretFinding Within(int start, int length) => new(Pattern, start, length, Redacted, Fingerprint, Confidence, Validity) { IsDecoded = true };

    /// <summary>The finding with what its surroundings tell of its validity.</summary>
    internal SecretFinding With(SecretValidity validity) => new(Pattern, Start, Length, Redacted, Fingerprint, Confidence, validity);

    /// <summary>
    /// Of findings that share characters, the surest stays; of equally sure ones the first, then the longest. Several
    /// secrets in one encoded text stay.
    /// </summary>
    internal static List<SecretFinding> WithoutOverlaps(List<SecretFinding> found)
    {
        List<SecretFinding> kept = [];
        int furthest = 0;
        foreach (SecretFinding finding in found.OrderBy(f => f.Start).ThenByDescending(f => f.Confidence).ThenByDescending(f => f.Length))
        {
            if (kept.Count > 0 && finding.Start < furthest && !finding.IsBeside(kept[kept.Count - 1]))
            {
                if (finding.Confidence <= kept[kept.Count - 1].Confidence)
                    continue;
                kept.RemoveAt(kept.Count - 1);
            }
            kept.Add(finding);
            furthest = finding.End;
        }
        return kept;
    }

    private bool IsBeside(SecretFinding other) => IsDecoded && other.IsDecoded && Start == other.Start && Fingerprint != other.Fingerprint;

    /// <summary>Names the pattern, the place and the redacted secret.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} at {1}: {2}", Pattern.Id, Start, Redacted);
}
