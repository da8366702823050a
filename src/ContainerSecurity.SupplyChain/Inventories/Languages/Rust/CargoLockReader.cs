using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Rust;

/// <summary>Reads <c>Cargo.lock</c>. A crate without a source is the workspace's own and left out.</summary>
internal sealed class CargoLockReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "Cargo.lock";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "Cargo.lock");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        TomlTable root = TomlReader.Read(FileText.Of(content), out string? fault);
        foreach (TomlTable package in root.Tables("package"))
            if (package.Has("source") && package.Has("version"))
                found.Add(LanguagePackage.Cargo(package.Text("name"), package.Text("version"), found.Path));
        if (fault is not null)
            throw new PackageFormatException(fault);
    }
}
