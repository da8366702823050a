using System.Globalization;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Go;

/// <summary>
/// Reads <c>go.mod</c> with its replacements. Modules in the cache and in <c>vendor</c> are sources of others, and no
/// installs.
/// </summary>
internal sealed class GoModReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "go.mod";

    /// <inheritdoc/>
    public override bool Accepts(string path) =>
        FilePath.IsNamed(path, "go.mod") && !FilePath.IsBelow(path, "pkg/mod") && !FilePath.IsBelow(path, "vendor");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        var required = new List<(string Path, string Version)>();
        var replaced = new Dictionary<string, (string Path, string? Version)>(StringComparer.Ordinal);
        string? block = null;
        bool listsAll = false, isModule = false;
        foreach (string line in FileText.LinesOf(content))
        {
            string[] words = Words(line);
            if (words.Length == 0)
                continue;
            if (block is not null && words[0] == ")")
            {
                block = null;
                continue;
            }
            string directive = block ?? words[0];
            string[] operands = block is null ? words[1..] : words;
            if (block is null && operands is ["("])
            {
                block = directive;
                continue;
            }
            isModule |= directive == "module";
            if (directive == "require" && operands is [var path, var version, ..])
                required.Add((path, version));
            else if (directive == "replace")
                Replace(operands, replaced);
            else if (directive == "go" && operands is [var language, ..])
                listsAll = ListsAll(language);
        }
        if (!isModule && required.Count == 0)
            throw new PackageFormatException("it names no module");
        foreach ((string path, string version) in required)
        {
            if (replaced.TryGetValue($"{path}@{version}", out (string Path, string? Version) by) || replaced.TryGetValue(path, out by))
                GoModulePackages.AddReplaced(found, path, by.Path, by.Version);
            else
                GoModulePackages.Add(found, path, version);
        }
        if (!listsAll)
            found.Note("Before Go 1.17, go.mod lists the modules that are required directly only; what they require is not known.");
    }

    private static void Replace(string[] operands, Dictionary<string, (string Path, string? Version)> replaced)
    {
        int arrow = Array.IndexOf(operands, "=>");
        if (arrow is < 1 or > 2 || arrow + 1 >= operands.Length)
            return;
        string from = arrow == 2 ? $"{operands[0]}@{operands[1]}" : operands[0];
        replaced[from] = (operands[arrow + 1], operands.ElementAtOrDefault(arrow + 2));
    }

    private static bool ListsAll(string language)
    {
        string[] parts = language.Split('.');
        return parts.Length >= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            && int.TryParse(string.Concat(parts[1].TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out int minor)
            && (major, minor) is ( > 1, _) or (1, >= 17);
    }

    private static string[] Words(string line)
    {
        int comment = line.IndexOf("//", StringComparison.Ordinal);
        string[] words = (comment >= 0 ? line[..comment] : line).Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
            words[i] = words[i].Trim('"', '`');
        return words;
    }
}
