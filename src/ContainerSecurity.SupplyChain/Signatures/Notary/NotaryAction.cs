namespace ContainerSecurity.SupplyChain.Signatures.Notary;

/// <summary>What a check that fails does.</summary>
public enum NotaryAction
{
    /// <summary>It refuses the signature.</summary>
    Enforce,

    /// <summary>It is told.</summary>
    Log,

    /// <summary>The check is not made.</summary>
    Skip,
}
