namespace ContainerSecurity.SupplyChain.Signatures.Sigstore;

/// <summary>The versions of bundles that are known; what each asks for differs.</summary>
internal enum BundleVersion
{
    /// <summary>0.1: the promise of the log is needed.</summary>
    V01,

    /// <summary>0.2: the proof of the log is needed.</summary>
    V02,

    /// <summary>0.3: one certificate without a chain.</summary>
    V03,
}
