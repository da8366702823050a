using System.Text.RegularExpressions;

namespace ContainerSecurity.SupplyChain.ScannerReports.Formats;

/// <summary>What the text of a result says of a package: lines <c>Key: value</c>, or the sentences of Grype and OSV-Scanner.</summary>
internal sealed partial record SarifText
{
    private const int MaxLength = 16 * 1024;

    public string? Package { get; private init; }

    public string? Installed { get; private init; }

    public string? FixedIn { get; private init; }

    public string? Severity { get; private init; }

    public string? Ecosystem { get; private init; }

    public IReadOnlyList<string> AlsoKnownAs { get; private init; } = [];

    /// <summary>The identifiers of known flaws in a text.</summary>
    public static IEnumerable<string> FlawsIn(string text) =>
        text.Length > MaxLength ? [] : Flaw().Matches(text).Select(m => m.Value.TrimEnd('-', '.')).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a text.</summary>
    public static SarifText Read(string text)
    {
        if (text.Length > MaxLength)
            return new SarifText();
        if (GrypeSentence().Match(text) is { Success: true } grype)
            return new SarifText
            {
                Severity = grype.Groups[1].Value,
                Ecosystem = grype.Groups[2].Value,
                Package = grype.Groups[3].Value,
                Installed = grype.Groups[4].Value,
            };
        if (OsvSentence().Match(text) is { Success: true } osv)
            return new SarifText { Package = osv.Groups[1].Value, Installed = osv.Groups[2].Value, AlsoKnownAs = [.. FlawsIn(text)] };
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in text.Split('\n'))
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon)
                fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        return new SarifText
        {
            Package = Of(fields, "Package"),
            Installed = Of(fields, "Installed Version"),
            FixedIn = Of(fields, "Fixed Version") is { } version && version != "not fixed" ? version : null,
            Severity = Of(fields, "Severity"),
        };
    }

    private static string? Of(Dictionary<string, string> fields, string key) => fields.TryGetValue(key, out string? value) && value.Length > 0 ? value : null;

    [GeneratedRegex(
        @"CVE-[0-9]{4}-[0-9]+|GHSA(-[0-9a-z]{4}){3}|(GO|PYSEC|RUSTSEC|OSV|MAL|GSD|DTSA)-[0-9]{4}-[0-9]+"
            + @"|(DSA|DLA|USN|RHSA|ELSA|ALSA|RLSA|ALAS|ALAS2|TEMP|SNYK|SUSE-SU)-[0-9A-Za-z:.\-]+",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Flaw();

    [GeneratedRegex(@"^An? (\w+) vulnerability in ([\w\-]+) package: (\S+), version (\S+) was found at", RegexOptions.NonBacktracking)]
    private static partial Regex GrypeSentence();

    [GeneratedRegex(@"^Package '([^']+)@([^'@]+)' is vulnerable to ", RegexOptions.NonBacktracking)]
    private static partial Regex OsvSentence();
}
