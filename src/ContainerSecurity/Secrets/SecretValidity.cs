namespace ContainerSecurity.Secrets;

/// <summary>Whether a secret can still be used, as far as it tells by itself.</summary>
public enum SecretValidity
{
    /// <summary>The secret does not tell.</summary>
    Unknown,

    /// <summary>It names a time of expiry that is still to come.</summary>
    Current,

    /// <summary>It names a time of expiry that has passed.</summary>
    Expired,
}
