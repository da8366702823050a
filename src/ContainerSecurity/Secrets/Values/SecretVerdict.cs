namespace ContainerSecurity.Secrets.Values;

/// <summary>What a look at a value's inside tells, beyond its having the pattern's shape.</summary>
internal readonly record struct SecretVerdict(bool IsSecret, SecretConfidence Confidence, SecretValidity Validity = SecretValidity.Unknown)
{
    public static readonly SecretVerdict None;

    public static readonly SecretVerdict Contextual = new(true, SecretConfidence.Contextual);

    public static readonly SecretVerdict Known = new(true, SecretConfidence.KnownFormat);

    public static readonly SecretVerdict Verified = new(true, SecretConfidence.VerifiedStructure);

    public static SecretVerdict KnownOrVerified(bool isVerified) => isVerified ? Verified : Known;

    public static SecretVerdict NoneOrVerified(bool isVerified) => isVerified ? Verified : None;
}
