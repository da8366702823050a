namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>A signature, envelope, bundle or statement is not what its format allows; the message says where and what.</summary>
public sealed class SignatureFormatException(string message, Exception? inner = null) : FormatException(message, inner);
