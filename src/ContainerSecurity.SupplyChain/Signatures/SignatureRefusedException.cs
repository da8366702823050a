namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>A signature does not count; caught where a verdict is made of it.</summary>
internal sealed class SignatureRefusedException(RefusalReason reason, string message) : Exception(message)
{
    public RefusalReason Reason { get; } = reason;
}
