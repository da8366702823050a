using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Ruby;

/// <summary>
/// Reads <c>Gemfile.lock</c> and <c>gems.locked</c>. Gems of a <c>PATH</c> are the user's own and left out.
/// </summary>
internal sealed class GemfileLockReader : LanguageFileReader
{
    private const string Indent = "    ";

    /// <inheritdoc/>
    protected override string Form => "Gemfile.lock";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "Gemfile.lock") || FilePath.IsNamed(path, "gems.locked");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        bool isSource = false, isSpecifications = false, any = false;
        var unknown = new NameList();
        foreach (string raw in FileText.LinesOf(content))
        {
            string line = raw.TrimEnd();
            if (line.Length > 0 && line[0] != ' ')
            {
                any |= line is "GEM" or "GIT" or "PATH" or "DEPENDENCIES" or "PLATFORMS";
                (isSource, isSpecifications) = (line is "GEM" or "GIT" or "PLUGIN SOURCE", false);
            }
            else if (line == "  specs:")
            {
                isSpecifications = isSource;
            }
            else if (isSpecifications && line.StartsWith(Indent, StringComparison.Ordinal) && line.Length > Indent.Length && line[Indent.Length] != ' '
                && !Add(line[Indent.Length..], found))
            {
                unknown.Add(line.Trim());
            }
        }
        found.Note(unknown, "has no version in the lock file.");
        if (!any)
            throw new PackageFormatException("it has none of its sections");
    }

    /// <summary>
    /// Adds a gem such as <c>nokogiri (1.15.0-x86_64-linux)</c>. Only a platform stands behind a hyphen.
    /// </summary>
    private static bool Add(string specification, FoundPackages found)
    {
        int open = specification.IndexOf(" (", StringComparison.Ordinal);
        if (open <= 0 || specification[^1] != ')')
            return false;
        string version = specification[(open + 2)..^1];
        int hyphen = version.IndexOf('-');
        found.Add(LanguagePackage.Gem(
            specification[..open], hyphen < 0 ? version : version[..hyphen], hyphen < 0 ? null : version[(hyphen + 1)..], found.Path));
        return version.Length > 0;
    }
}
