using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Npm;

/// <summary>
/// Reads <c>yarn.lock</c>: the classic form, which is yarn's own, and that of yarn 2 and later, which is YAML. Neither
/// says what is for development.
/// </summary>
internal sealed class YarnLockReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "yarn.lock";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "yarn.lock") && !NodeModules.Hold(path);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        string text = FileText.Of(content);
        if (text.StartsWith("__metadata:", StringComparison.Ordinal) || text.Contains("\n__metadata:", StringComparison.Ordinal))
            YarnBerryLock.Read(text, found);
        else
            ReadClassic(text, found);
    }

    private static void ReadClassic(string text, FoundPackages found)
    {
        string? header = null;
        int lines = 0;
        var unknown = new NameList();
        foreach (string raw in FileText.LinesOf(text))
        {
            lines++;
            string line = raw.TrimEnd('\r', ' ');
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] != ' ')
            {
                if (header is not null)
                    unknown.Add(header);
                header = line[^1] == ':' ? line[..^1] : throw new PackageFormatException($"line {lines} is no entry");
            }
            else if (header is not null && line.StartsWith("  version ", StringComparison.Ordinal))
            {
                Add(header, line["  version ".Length..].Trim().Trim('"'), found);
                header = null;
            }
        }
        if (header is not null)
            unknown.Add(header);
        found.Note(unknown, "has no version in the lock file.");
    }

    /// <summary>
    /// Adds the package of an entry, whose header is a list such as <c>"@babel/core@^7.0.0", "@babel/core@^7.1.0"</c>.
    /// </summary>
    private static void Add(string header, string version, FoundPackages found)
    {
        string first = header.Split(',')[0].Trim().Trim('"');
        if (NpmSpecifier.Split(first) is not var (name, specifier))
        {
            found.Note($"'{FileText.Quoted(first)}' is no package.");
            return;
        }
        if (NpmSpecifier.IsLocal(specifier))
            return;
        found.Add(LanguagePackage.Npm(NpmSpecifier.Alias(specifier) is var (real, _) ? real : name, version, found.Path));
    }
}
