namespace ContainerSecurity.Policies.Trust;

/// <summary>An identity of a certificate that a policy trusts: the subject, and who vouches for it, both of them.</summary>
/// <param name="Subject">The address or URI of the certificate; a regular expression over the whole of it where
/// <paramref name="IsSubjectPattern"/> says so.</param>
/// <param name="Issuer">The address of the OpenID Connect issuer; a regular expression over the whole of it where
/// <paramref name="IsIssuerPattern"/> says so.</param>
/// <param name="IsSubjectPattern">Whether the subject is a regular expression.</param>
/// <param name="IsIssuerPattern">Whether the issuer is a regular expression.</param>
public sealed record RequiredIdentity(string Subject, string Issuer, bool IsSubjectPattern = false, bool IsIssuerPattern = false)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Subject} of {Issuer}";
}
