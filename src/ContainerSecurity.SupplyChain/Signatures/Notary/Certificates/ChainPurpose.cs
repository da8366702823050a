namespace ContainerSecurity.SupplyChain.Signatures.Notary.Certificates;

/// <summary>What the first certificate of a chain is for.</summary>
internal enum ChainPurpose
{
    CodeSigning,
    TimeStamping,
}
