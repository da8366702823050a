using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading.Scores;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>
/// Reads advisories as GitHub's REST interface answers them (<c>GET /advisories</c>, version 2022-11-28): one, or a list.
/// Those of its database's repository are OSV.
/// </summary>
public sealed class GitHubReader
{
    private const string Who = "GHSA";

    private readonly AdvisoryReadOptions options;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The bounds; null for the default ones.</param>
    public GitHubReader(AdvisoryReadOptions? options = null) => this.options = options ?? new AdvisoryReadOptions();

    /// <summary>Reads an advisory, or a list of them.</summary>
    /// <param name="json">The text in UTF-8.</param>
    /// <param name="subject">What it is called in notes.</param>
    /// <param name="notes">Takes what could not be read.</param>
    public IReadOnlyList<Advisory> Read(ReadOnlyMemory<byte> json, string subject, ICollection<AdvisoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return AdvisoryJson.Read(json, options.MaxDatabaseBytes, options.MaxDepth, subject, notes, root =>
            [.. (root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : (IEnumerable<JsonElement>)[root])
                .Select(a => Read(a, subject, notes)).OfType<Advisory>()]);
    }

    internal static Advisory? Read(JsonElement advisory, string subject, ICollection<AdvisoryNote> notes)
    {
        string? id = advisory.Text("ghsa_id");
        if (string.IsNullOrEmpty(id))
        {
            notes.Add(new AdvisoryNote(subject, "It is no advisory of GitHub: it has no 'ghsa_id'."));
            return null;
        }

        if (advisory.Field("vulnerabilities").ValueKind != JsonValueKind.Array)
            notes.Add(new AdvisoryNote(subject, $"'{id}' tells no packages: it has no list 'vulnerabilities'."));
        return new Advisory(id)
        {
            Source = "github",
            Aliases = [.. Names(advisory).Where(n => n != id).Distinct(StringComparer.Ordinal)],
            Summary = advisory.Text("summary"),
            Published = advisory.Time("published_at"),
            Modified = advisory.Time("updated_at"),
            Withdrawn = advisory.Time("withdrawn_at"),
            Severities = [.. Severities(advisory)],
            Affected = [.. advisory.Items("vulnerabilities").Select(v => Affected(v, id, subject, notes)).OfType<AffectedPackage>()],
        };
    }

    private static IEnumerable<string> Names(JsonElement advisory)
    {
        if (advisory.Text("cve_id") is { Length: > 0 } cve)
            yield return cve;
        foreach (JsonElement identifier in advisory.Items("identifiers"))
            if (identifier.Text("value") is { Length: > 0 } value)
                yield return value;
    }

    private static IEnumerable<AdvisorySeverity> Severities(JsonElement advisory)
    {
        if (advisory.Text("severity") is { } word && AdvisorySeverity.LevelOf(word) is var level and not AdvisoryLevel.Unknown)
            yield return new AdvisorySeverity(Who, level) { Text = word };
        JsonElement scores = advisory.Field("cvss_severities");
        foreach (JsonElement score in (JsonElement[])[scores.Field("cvss_v4"), scores.Field("cvss_v3"), advisory.Field("cvss")])
            if (score.Text("vector_string") is { } vector && CvssScore.Of(vector) is { } value)
                yield return new AdvisorySeverity(Who, AdvisorySeverity.LevelOf(value)) { Score = value, Text = vector };
    }

    private static AffectedPackage? Affected(JsonElement vulnerability, string id, string subject, ICollection<AdvisoryNote> notes)
    {
        JsonElement package = vulnerability.Field("package");
        string? name = package.Text("name");
        if (string.IsNullOrEmpty(name) || package.Text("ecosystem") is not { } word || EcosystemOf(word) is not { } ecosystem)
        {
            notes.Add(new AdvisoryNote(
                subject, $"A package of '{id}' was not read: it has no name, or its ecosystem '{package.Text("ecosystem")}' is not known."));
            return null;
        }

        string? patched = vulnerability.Text("first_patched_version")
            ?? vulnerability.Field("first_patched_version").Text("identifier");
        AffectedRange range = AffectedRange.Before(patched);
        if (vulnerability.Text("vulnerable_version_range") is { Length: > 0 } text)
            range = VersionRangeText.Read(text) ?? Refuse(text);
        return new AffectedPackage(new AdvisoryEcosystem(ecosystem, null), name)
        {
            Ranges = [range],
            FixedVersions = string.IsNullOrEmpty(patched) ? [] : [patched],
            Status = string.IsNullOrEmpty(patched) ? VulnerabilityStatus.Affected : VulnerabilityStatus.Fixed,
        };

        AffectedRange Refuse(string written)
        {
            notes.Add(new AdvisoryNote(
                subject, $"All versions of '{name}' count as affected by '{id}': its range '{written}' cannot be read."));
            return AffectedRange.Before(null);
        }
    }

    private static string? EcosystemOf(string word) => word.ToUpperInvariant() switch
    {
        "ACTIONS" => "GitHub Actions",
        "COMPOSER" => "Packagist",
        "ERLANG" => "Hex",
        "GO" => "Go",
        "MAVEN" => "Maven",
        "NPM" => "npm",
        "NUGET" => "NuGet",
        "PIP" => "PyPI",
        "PUB" => "Pub",
        "RUBYGEMS" => "RubyGems",
        "RUST" => "crates.io",
        "SWIFT" => "SwiftURL",
        _ => null,
    };
}
