using System.Text.RegularExpressions;

namespace ContainerSecurity.SupplyChain.Signatures.Trust;

/// <summary>
/// Somebody whose certificates count: the subject and who vouched for it, both of them. A pattern is a regular
/// expression that must match the whole text.
/// </summary>
public sealed class TrustedIdentity
{
    /// <summary>How many characters a pattern has at most.</summary>
    public const int MaxPatternLength = 1024;

    private readonly Regex? subjectPattern;
    private readonly Regex? issuerPattern;

    private TrustedIdentity(string subject, bool isSubjectPattern, string issuer, bool isIssuerPattern)
    {
        Subject = subject;
        Issuer = issuer;
        subjectPattern = isSubjectPattern ? Whole(subject) : null;
        issuerPattern = isIssuerPattern ? Whole(issuer) : null;
    }

    /// <summary>The subject's address or URI, or the pattern of it.</summary>
    public string Subject { get; }

    /// <summary>Who vouched for the subject, or the pattern of it.</summary>
    public string Issuer { get; }

    /// <summary>An identity of exactly this subject and issuer.</summary>
    /// <param name="subject">The address or URI of the certificate, such as that of a workflow with its ref.</param>
    /// <param name="issuer">The address of the OpenID Connect issuer.</param>
    /// <exception cref="ArgumentException">One is empty.</exception>
    public static TrustedIdentity Exact(string subject, string issuer) =>
        Create(subject, isSubjectPattern: false, issuer, isIssuerPattern: false);

    /// <summary>An identity whose whole subject matches a regular expression.</summary>
    /// <param name="subjectPattern">The regular expression; it needs no anchors, and has no look-around or back-references.</param>
    /// <param name="issuer">The address of the OpenID Connect issuer, exactly.</param>
    /// <exception cref="ArgumentException">One is empty, or the pattern is no such expression.</exception>
    public static TrustedIdentity Matching(string subjectPattern, string issuer) =>
        Create(subjectPattern, isSubjectPattern: true, issuer, isIssuerPattern: false);

    /// <summary>An identity by exact texts or patterns.</summary>
    /// <param name="subject">The subject or its pattern.</param>
    /// <param name="isSubjectPattern">Whether it is a pattern.</param>
    /// <param name="issuer">The issuer or its pattern.</param>
    /// <param name="isIssuerPattern">Whether it is a pattern.</param>
    /// <exception cref="ArgumentException">One is empty, or a pattern is no regular expression of linear time.</exception>
    public static TrustedIdentity Create(string subject, bool isSubjectPattern, string issuer, bool isIssuerPattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        return new TrustedIdentity(subject, isSubjectPattern, issuer, isIssuerPattern);
    }

    /// <summary>Whether a certificate's identity is this one.</summary>
    public bool Matches(SignerIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return identity.Issuer is not null
            && (subjectPattern?.IsMatch(identity.SubjectName) ?? identity.SubjectName == Subject)
            && (issuerPattern?.IsMatch(identity.Issuer) ?? identity.Issuer == Issuer);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Subject} ({Issuer})";

    /// <summary>The engine without backtracking takes linear time, whatever the pattern.</summary>
    private static Regex Whole(string pattern)
    {
        if (pattern.Length > MaxPatternLength)
            throw new ArgumentException($"The pattern is longer than {MaxPatternLength} characters.", nameof(pattern));
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException(
                "The pattern is too large, or has look-around, back-references or atomic groups, which are not accepted.", nameof(pattern), e);
        }
    }
}
