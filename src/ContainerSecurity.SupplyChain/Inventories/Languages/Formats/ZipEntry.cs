namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>An entry of a zip archive, as its directory tells.</summary>
/// <param name="Name">The path in the archive.</param>
/// <param name="Method">How it is compressed: 0 not at all, 8 deflated.</param>
/// <param name="StoredLength">How many bytes it has in the archive.</param>
/// <param name="Length">How many bytes it shall have.</param>
/// <param name="Offset">Where its own header stands.</param>
internal readonly record struct ZipEntry(string Name, int Method, uint StoredLength, uint Length, uint Offset);
