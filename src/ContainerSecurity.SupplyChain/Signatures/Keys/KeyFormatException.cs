namespace ContainerSecurity.SupplyChain.Signatures.Keys;

/// <summary>A text or document holds no key that can be used; the message says what is wrong and what is accepted.</summary>
public sealed class KeyFormatException(string message, Exception? inner = null) : FormatException(message, inner);
