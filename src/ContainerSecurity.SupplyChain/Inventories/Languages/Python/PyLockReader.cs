using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Python;

/// <summary>Reads <c>pylock.toml</c> and <c>pylock.*.toml</c> (PEP 751).</summary>
internal sealed class PyLockReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "pylock.toml";

    /// <inheritdoc/>
    public override bool Accepts(string path) =>
        FilePath.NameOf(path) is var name && name.StartsWith("pylock.", StringComparison.Ordinal) && name.EndsWith("toml", StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        TomlTable root = TomlReader.Read(FileText.Of(content), out string? fault);
        var unknown = new NameList();
        foreach (TomlTable package in root.Tables("packages"))
        {
            if (package.Has("directory"))
                continue;
            if (LanguagePackage.PyPi(package.Text("name"), package.Text("version"), found.Path) is { Version.Length: > 0 } made)
                found.Add(made);
            else
                unknown.Add(package.Text("name") ?? "");
        }
        found.Note(unknown, "has no version in the lock file.");
        if (fault is not null)
            throw new PackageFormatException(fault);
    }
}
