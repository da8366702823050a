using System.Text;
using System.Text.RegularExpressions;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Python;

/// <summary>
/// Reads the pinned requirements (<c>name==1.0</c>) of <c>requirements*.txt</c>. Which version of the others pip takes
/// is not known, and said.
/// </summary>
internal sealed partial class RequirementsReader : LanguageFileReader
{
    private const int MaxLength = 10_000;

    /// <inheritdoc/>
    protected override string Form => "requirements.txt";

    /// <inheritdoc/>
    public override bool Accepts(string path)
    {
        string name = FilePath.NameOf(path);
        return name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
            && (name.StartsWith("requirements", StringComparison.OrdinalIgnoreCase) || name.EndsWith("requirements.txt", StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        string name = FilePath.NameOf(found.Path);
        bool isDevelopment = name.Contains("dev", StringComparison.OrdinalIgnoreCase) || name.Contains("test", StringComparison.OrdinalIgnoreCase);
        var open = new NameList();
        var elsewhere = new NameList();
        foreach (string line in Lines(content))
        {
            if (line.StartsWith('-'))
            {
                if (Elsewhere().IsMatch(line))
                    elsewhere.Add(line);
                continue;
            }
            Match pinned = Pinned().Match(line);
            if (pinned.Success && LanguagePackage.PyPi(pinned.Groups["name"].Value, pinned.Groups["version"].Value, found.Path) is { } package)
                found.Add(package with { IsDevelopment = isDevelopment });
            else
                open.Add(line);
        }
        found.Note(open, "is not pinned with '==', so which version is installed is not known.");
        found.Note(elsewhere, "leads elsewhere, so what it installs is not known from this file.");
    }

    /// <summary>The lines without comments; one that ends with a backslash goes on in the next.</summary>
    private static IEnumerable<string> Lines(ReadOnlyMemory<byte> content)
    {
        var whole = new StringBuilder();
        foreach (string raw in FileText.LinesOf(content))
        {
            string line = raw.TrimEnd('\r', ' ', '\t');
            bool goesOn = line.EndsWith('\\') && whole.Length < MaxLength;
            whole.Append(goesOn ? line.AsSpan(0, line.Length - 1) : line).Append(' ');
            if (goesOn)
                continue;
            string text = Comment().Replace(whole.ToString(), "").Trim();
            whole.Clear();
            if (text.Length > 0)
                yield return text;
        }
        if (whole.ToString().Trim() is { Length: > 0 } last)
            yield return last;
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9][A-Za-z0-9._\-]*)\s*(\[[^\]]*\])?\s*={2,3}\s*(?<version>[A-Za-z0-9._+!\-]+)\s*($|;|--|\s)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^(-r|-e|--requirement|--editable)(\s|=|$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"(^|\s)#.*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();
}
