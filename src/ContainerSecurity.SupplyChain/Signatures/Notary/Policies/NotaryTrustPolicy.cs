namespace ContainerSecurity.SupplyChain.Signatures.Notary.Policies;

/// <summary>A statement of a trust policy: for which repositories which signers count, and what is verified (trust policy, version 1.0).</summary>
/// <param name="Name">Its name.</param>
/// <param name="RegistryScopes">The repositories, such as <c>registry.example.com/shop/web</c>, or <c>*</c> alone.</param>
public sealed record NotaryTrustPolicy(string Name, IReadOnlyList<string> RegistryScopes)
{
    /// <summary>Whether nothing is verified.</summary>
    public bool Skips { get; init; }

    /// <summary>What each check does that fails.</summary>
    public IReadOnlyDictionary<NotaryCheck, NotaryAction> Actions { get; init; } = new Dictionary<NotaryCheck, NotaryAction>();

    /// <summary>Whether a time stamp is verified only where a certificate has ended by now.</summary>
    public bool StampsAfterExpiryOnly { get; init; }

    /// <summary>The trust stores, each <c>type:name</c>.</summary>
    public IReadOnlyList<string> TrustStores { get; init; } = [];

    /// <summary>The identities, each <c>x509.subject:…</c>, or <c>*</c> alone.</summary>
    public IReadOnlyList<string> TrustedIdentities { get; init; } = [];

    /// <summary>What a check does that fails; one that nothing is said of is enforced.</summary>
    public NotaryAction ActionOf(NotaryCheck check) => Actions.GetValueOrDefault(check, NotaryAction.Enforce);

    /// <summary>Whether a subject is one of <see cref="TrustedIdentities"/>.</summary>
    internal bool Trusts(System.Security.Cryptography.X509Certificates.X500DistinguishedName subject) =>
        TrustedIdentities is ["*"]
        || (SubjectName.TryRead(subject, out SubjectName? name)
            && TrustedIdentities.Any(i => SubjectName.TryParseIdentity(i, out SubjectName? trusted, out _) && trusted!.IsPartOf(name!)));
}
