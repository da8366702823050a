namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>
/// A file is not of the form that its name promises. Readers turn it into a note; it never leaves them.
/// </summary>
internal sealed class PackageFormatException(string message) : Exception(message);
