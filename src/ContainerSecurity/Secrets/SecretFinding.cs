using System.Globalization;

namespace ContainerSecurity.Secrets;

/// <summary>A secret found in a text. It tells where the secret is and never holds it.</summary>
public sealed class SecretFinding
{
    internal SecretFinding(SecretPattern pattern, int start, int length, string redacted, string fingerprint, SecretConfidence confidence, SecretValidity validity)
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

    /// <summary>The index behind the secret's last character.</summary>
    internal int End => Start + Length;

    /// <summary>Names the pattern, the place and the redacted secret.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} at {1}: {2}", Pattern.Id, Start, Redacted);
}
