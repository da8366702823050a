namespace ContainerSecurity.SupplyChain.Approvals;

/// <summary>A store of approvals cannot be read or written, or is not what it was; the message says why.</summary>
#pragma warning disable CA1032 // The reason is always known.
public sealed class ApprovalStoreException(string message, Exception? innerException = null) : IOException(message, innerException);
#pragma warning restore CA1032
