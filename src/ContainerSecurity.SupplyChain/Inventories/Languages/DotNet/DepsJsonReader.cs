namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>
/// Reads the <c>*.deps.json</c> beside a published .NET program and in the folder of a shared framework.
/// </summary>
internal sealed class DepsJsonReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "deps.json";

    /// <inheritdoc/>
    public override bool Accepts(string path) => path.EndsWith(".deps.json", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found) => DepsJsonPackages.Read(content, found, found.Path);
}
