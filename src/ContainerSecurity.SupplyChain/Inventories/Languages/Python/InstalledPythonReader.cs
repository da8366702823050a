using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Python;

/// <summary>
/// Reads the metadata of installed distributions: <c>*.dist-info/METADATA</c>, and <c>*.egg-info</c>, which is a file
/// or a folder
/// with <c>PKG-INFO</c>.
/// </summary>
internal sealed class InstalledPythonReader : LanguageFileReader
{
    private const string LicenseClassifier = "License :: ";
    private const int MaxLicenseLength = 200;

    /// <inheritdoc/>
    protected override string Form => "the metadata of a Python distribution";

    /// <inheritdoc/>
    public override bool Accepts(string path) =>
        path.EndsWith(".dist-info/METADATA", StringComparison.Ordinal) || path.EndsWith(".egg-info", StringComparison.Ordinal)
        || path.EndsWith(".egg-info/PKG-INFO", StringComparison.Ordinal) || FilePath.IsNamed(path, "EGG-INFO/PKG-INFO");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        List<(string Name, string Value)> headers = HeaderLines.Read(FileText.Of(content), "\n");
        if (LanguagePackage.PyPi(headers.Value("Name"), headers.Value("Version"), found.Path) is { Version.Length: > 0 } package)
            found.Add(package with { Licenses = Licenses(headers) });
        else
            throw new PackageFormatException("it names no distribution or no version");
    }

    /// <summary>
    /// The licences: an expression, else the short text of <c>License</c>, else what the classifiers say.
    /// </summary>
    private static List<string> Licenses(List<(string Name, string Value)> headers)
    {
        if (headers.Value("License-Expression") is { } expression)
            return [expression];
        if (headers.Value("License") is { Length: <= MaxLicenseLength } license && license != "UNKNOWN" && !license.Contains('\n', StringComparison.Ordinal))
            return [license];
        return [.. headers
            .Where(h => h.Name == "Classifier" && h.Value.StartsWith(LicenseClassifier, StringComparison.Ordinal))
            .Select(h => h.Value[(h.Value.LastIndexOf(":: ", StringComparison.Ordinal) + 3)..])];
    }
}
