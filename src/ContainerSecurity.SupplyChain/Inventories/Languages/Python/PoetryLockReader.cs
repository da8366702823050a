using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Python;

/// <summary>
/// Reads <c>poetry.lock</c> and <c>pdm.lock</c>. What no main group needs is for development, where the file tells.
/// </summary>
internal sealed class PoetryLockReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "poetry.lock";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "poetry.lock") || FilePath.IsNamed(path, "pdm.lock");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        TomlTable root = TomlReader.Read(FileText.Of(content), out string? fault);
        foreach (TomlTable package in root.Tables("package"))
        {
            if (package.Has("version") && package.Table("source")?.Text("type") != "directory"
                && LanguagePackage.PyPi(package.Text("name"), package.Text("version"), found.Path) is { } made)
                found.Add(made with { IsDevelopment = IsDevelopment(package) });
        }
        if (fault is not null)
            throw new PackageFormatException(fault);
    }

    private static bool IsDevelopment(TomlTable package)
    {
        if (package.Has("groups"))
            return !package.Texts("groups").Any(g => g is "main" or "default");
        return package.Text("category") is { } category && category != "main";
    }
}
