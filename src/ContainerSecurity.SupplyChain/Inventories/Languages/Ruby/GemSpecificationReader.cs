using System.Text.RegularExpressions;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Ruby;

/// <summary>
/// Reads the specifications of installed gems, <c>specifications/*.gemspec</c>, which RubyGems writes in one fixed
/// form.
/// </summary>
internal sealed partial class GemSpecificationReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "a gem's specification";

    /// <inheritdoc/>
    public override bool Accepts(string path) => path.EndsWith(".gemspec", StringComparison.Ordinal) && FilePath.IsBelow(path, "specifications");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        string? name = null, version = null, platform = null;
        var licenses = new List<string>();
        foreach (string line in FileText.LinesOf(content))
        {
            Match match = Assignment().Match(line);
            if (!match.Success)
                continue;
            string value = match.Groups["value"].Value;
            switch (match.Groups["field"].Value)
            {
                case "name": name ??= FirstText(value); break;
                case "version": version ??= FirstText(value); break;
                case "platform": platform ??= FirstText(value); break;
                default: licenses.AddRange(Quoted().Matches(value).Select(m => m.Groups["text"].Value)); break;
            }
        }
        if (LanguagePackage.Gem(name, version, platform, found.Path) is { Version.Length: > 0 } gem)
            found.Add(gem with { Licenses = licenses });
        else
            throw new PackageFormatException("it names no gem or no version");
    }

    private static string? FirstText(string value) => Quoted().Match(value) is { Success: true } match ? match.Groups["text"].Value : null;

    [GeneratedRegex(@"^\s*[a-z_]+\.(?<field>name|version|platform|licenses?)\s*=\s*(?<value>.+)$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(""(?<text>[^""]*)""|'(?<text>[^']*)')", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
