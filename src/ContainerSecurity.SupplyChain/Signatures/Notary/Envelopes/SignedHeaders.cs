namespace ContainerSecurity.SupplyChain.Signatures.Notary.Envelopes;

/// <summary>The signed headers of an envelope, checked as the specification asks (signature specification, signed attributes).</summary>
internal sealed class SignedHeaders
{
    public const string SchemeKey = "io.cncf.notary.signingScheme";
    public const string TimeKey = "io.cncf.notary.signingTime";
    public const string AuthenticTimeKey = "io.cncf.notary.authenticSigningTime";
    public const string ExpiryKey = "io.cncf.notary.expiry";
    public const string PluginKey = "io.cncf.notary.verificationPlugin";

    private static readonly Dictionary<string, NotarySigningScheme> Schemes = new()
    {
        ["notary.x509"] = NotarySigningScheme.X509,
        ["notary.x509.signingAuthority"] = NotarySigningScheme.SigningAuthority,
    };

    private SignedHeaders(RawHeaders raw, NotarySigningScheme scheme, DateTimeOffset time)
    {
        Algorithm = raw.Algorithm!;
        Scheme = scheme;
        SigningTime = time;
        Expiry = raw.Expiry;
        VerificationPlugin = raw.Plugin;
        UnknownCritical = [.. raw.Critical.Where(c => c is not (SchemeKey or AuthenticTimeKey or ExpiryKey))];
    }

    public string Algorithm { get; }

    public NotarySigningScheme Scheme { get; }

    public DateTimeOffset SigningTime { get; }

    public DateTimeOffset? Expiry { get; }

    public string? VerificationPlugin { get; }

    public IReadOnlyList<string> UnknownCritical { get; }

    /// <exception cref="SignatureFormatException">The headers are not as the specification asks.</exception>
    public static SignedHeaders Check(RawHeaders raw)
    {
        if (raw.Algorithm is null)
            throw new SignatureFormatException("The envelope names no algorithm of the Notary Project.");
        if (raw.ContentType != NotaryMediaTypes.Payload)
            throw new SignatureFormatException($"The envelope's content is of the type '{raw.ContentType}'; {NotaryMediaTypes.Payload} is known.");
        if (raw.Scheme is null || !Schemes.TryGetValue(raw.Scheme, out NotarySigningScheme scheme))
            throw new SignatureFormatException($"There is no signing scheme '{raw.Scheme}'; {string.Join(" and ", Schemes.Keys)} are known.");
        CheckCritical(raw, scheme);
        DateTimeOffset time = TimeOf(raw, scheme);
        if (raw.Expiry <= time)
            throw new SignatureFormatException("The signature would have expired before it was made.");
        return new SignedHeaders(raw, scheme, time);
    }

    private static void CheckCritical(RawHeaders raw, NotarySigningScheme scheme)
    {
        if (raw.Critical.Count == 0 || raw.Critical.Distinct().Count() != raw.Critical.Count)
            throw new SignatureFormatException("The header 'crit' is missing, empty, or names a header twice.");
        if (raw.Critical.FirstOrDefault(c => !raw.Names.Contains(c)) is { } absent)
            throw new SignatureFormatException($"The header 'crit' names '{absent}', which is not there.");
        if (raw.Critical.Contains(TimeKey))
            throw new SignatureFormatException($"The header 'crit' names '{TimeKey}', which must not be critical.");
        Require(SchemeKey, true);
        Require(ExpiryKey, raw.Expiry is not null);
        Require(AuthenticTimeKey, scheme == NotarySigningScheme.SigningAuthority);

        void Require(string name, bool isNeeded)
        {
            if (isNeeded && !raw.Critical.Contains(name))
                throw new SignatureFormatException($"The header 'crit' does not name '{name}'.");
        }
    }

    private static DateTimeOffset TimeOf(RawHeaders raw, NotarySigningScheme scheme)
    {
        (DateTimeOffset? wanted, DateTimeOffset? other) = scheme == NotarySigningScheme.X509 ? (raw.Time, raw.AuthenticTime) : (raw.AuthenticTime, raw.Time);
        return other is null && wanted is { } time
            ? time
            : throw new SignatureFormatException($"The time of the signature is missing, or is not the one of the signing scheme '{raw.Scheme}'.");
    }
}
