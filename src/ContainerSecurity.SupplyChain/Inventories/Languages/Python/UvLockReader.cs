using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Python;

/// <summary>
/// Reads <c>uv.lock</c>. The user's own projects in it are left out; what none of them reaches through its dependencies
/// and extras is for development.
/// </summary>
internal sealed class UvLockReader : LanguageFileReader
{
    private static readonly string[] OwnSources = ["editable", "virtual", "directory"];

    /// <inheritdoc/>
    protected override string Form => "uv.lock";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "uv.lock");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        TomlTable root = TomlReader.Read(FileText.Of(content), out string? fault);
        List<TomlTable> packages = [.. root.Tables("package")];
        HashSet<string>? needed = fault is null ? Needed(packages) : null;
        foreach (TomlTable package in packages)
        {
            if (!IsOwn(package) && package.Has("version")
                && LanguagePackage.PyPi(package.Text("name"), package.Text("version"), found.Path) is { } made)
                found.Add(made with { IsDevelopment = needed?.Contains(package.Text("name")!) == false });
        }
        if (fault is not null)
            throw new PackageFormatException(fault);
    }

    private static bool IsOwn(TomlTable package) => package.Table("source") is { } source && OwnSources.Any(source.Has);

    /// <summary>The names that the user's own projects need to run; null where there is none of them.</summary>
    private static HashSet<string>? Needed(List<TomlTable> packages)
    {
        ILookup<string, TomlTable> byName = packages.Where(p => p.Text("name") is not null).ToLookup(p => p.Text("name")!, StringComparer.Ordinal);
        var waiting = new Stack<string>(packages.Where(p => IsOwn(p) && p.Text("name") is not null).Select(p => p.Text("name")!));
        if (waiting.Count == 0)
            return null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryPop(out string? name))
        {
            if (!seen.Add(name))
                continue;
            foreach (TomlTable package in byName[name])
                foreach (TomlTable dependency in Dependencies(package))
                    if (dependency.Text("name") is { } next)
                        waiting.Push(next);
        }
        return seen;
    }

    private static IEnumerable<TomlTable> Dependencies(TomlTable package)
    {
        TomlTable? extras = package.Table("optional-dependencies");
        return package.Tables("dependencies").Concat(extras?.Values.Keys.SelectMany(extras.Tables) ?? []);
    }
}
