namespace ContainerSecurity.Secrets;

/// <summary>What sort of secret was found; rules choose by it.</summary>
public enum SecretKind
{
    /// <summary>A token or key of a known service (rule CSEC4001).</summary>
    Token,

    /// <summary>A value that its name calls a credential (rule CSEC4001).</summary>
    Credential,

    /// <summary>A private key (rule CSEC4003).</summary>
    PrivateKey,

    /// <summary>A password inside a connection string or URL (rule CSEC4004).</summary>
    ConnectionString,

    /// <summary>The identifier of an account, tenant or client: no secret by itself, but a hint to whom one would belong. No rule reports it.</summary>
    AccountIdentifier,
}
