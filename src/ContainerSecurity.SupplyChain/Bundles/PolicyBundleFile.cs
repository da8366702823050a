namespace ContainerSecurity.SupplyChain.Bundles;

/// <summary>A file of a policy bundle.</summary>
/// <param name="Path">Its path within the bundle, with slashes.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PolicyBundleFile(string Path, ReadOnlyMemory<byte> Content);
