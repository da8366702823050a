using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading.Scores;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Makes an advisory from a record of OSV (schema 1.7).</summary>
internal static class OsvRecordReader
{
    /// <summary>The advisory; null with a note where there is none.</summary>
    public static Advisory? Read(JsonElement record, string subject, ICollection<AdvisoryNote> notes)
    {
        string? id = record.Text("id");
        if (string.IsNullOrWhiteSpace(id))
        {
            notes.Add(new AdvisoryNote(subject, "It is no record of OSV: it has no 'id'."));
            return null;
        }

        if (record.IsOther("affected", JsonValueKind.Array))
            notes.Add(new AdvisoryNote(subject, $"The packages of '{id}' were not read: 'affected' is no list."));
        if (record.IsOther("withdrawn", JsonValueKind.String))
            notes.Add(new AdvisoryNote(subject, $"'{id}' counts as not withdrawn: 'withdrawn' is no time."));
        string source = id.Split('-')[0];
        return new Advisory(id)
        {
            Aliases = record.Texts("aliases"),
            Upstream = record.Texts("upstream"),
            Related = record.Texts("related"),
            Summary = record.Text("summary"),
            Published = record.Time("published"),
            Modified = record.Time("modified"),
            Withdrawn = record.Time("withdrawn"),
            Severities = [.. Severities(record, source)],
            Affected = [.. record.Items("affected").SelectMany(a => Affected(a, id, source, subject, notes))],
        };
    }

    private static IEnumerable<AffectedPackage> Affected(
        JsonElement affected, string id, string source, string subject, ICollection<AdvisoryNote> notes)
    {
        JsonElement package = affected.Field("package");
        if (package.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && affected.ValueKind == JsonValueKind.Object)
            yield break;
        string? name = package.Text("name");
        string? ecosystem = package.Text("ecosystem");
        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(ecosystem))
        {
            notes.Add(new AdvisoryNote(subject, $"A package of '{id}' was not read: it has no name or no ecosystem."));
            yield break;
        }

        AdvisoryEcosystem parsed = AdvisoryEcosystem.Parse(ecosystem);
        List<AffectedRange> ranges = [.. Ranges(affected, $"'{name}' of '{id}'", subject, notes)];
        if (parsed.Versions is null && ranges.Exists(r => !r.IsSemantic))
            notes.Add(new AdvisoryNote(
                subject, $"'{name}' of '{id}' cannot be compared by version: the order of '{ecosystem}' is not known."));
        IReadOnlyList<string> versions = affected.Texts("versions");
        if (ranges.Count == 0 && versions.Count == 0)
            notes.Add(new AdvisoryNote(subject, $"'{id}' tells no versions of '{name}', so that it affects none."));
        yield return new AffectedPackage(parsed, name)
        {
            Module = ModuleOf(package.Text("purl")),
            Ranges = ranges,
            Versions = versions,
            Severities = [.. Severities(affected, source)],
        };
    }

    private static IEnumerable<AffectedRange> Ranges(
        JsonElement affected, string what, string subject, ICollection<AdvisoryNote> notes)
    {
        foreach (JsonElement range in affected.Items("ranges"))
        {
            string? type = range.Text("type");
            // Commits are no versions of packages.
            if (type == "GIT")
                continue;
            List<RangeEvent> events = [];
            bool isWhole = type is "SEMVER" or "ECOSYSTEM" && !range.IsOther("events", JsonValueKind.Array);
            foreach (JsonElement point in range.Items("events"))
                isWhole &= AddAll(events, point);
            if (!isWhole)
                notes.Add(new AdvisoryNote(subject, $"A range of {what} was not wholly read."));
            if (events.Count > 0)
                yield return new AffectedRange(type == "SEMVER", events);
        }
    }

    private static bool AddAll(List<RangeEvent> events, JsonElement point)
    {
        bool isWhole = point.ValueKind == JsonValueKind.Object;
        foreach (JsonProperty field in point.Fields())
            isWhole &= Add(events, field);
        return isWhole;
    }

    private static bool Add(List<RangeEvent> events, JsonProperty field)
    {
        RangeEventKind? kind = field.Name switch
        {
            "introduced" => RangeEventKind.Introduced,
            "fixed" => RangeEventKind.Fixed,
            "last_affected" => RangeEventKind.LastAffected,
            "limit" => RangeEventKind.Limit,
            _ => null,
        };
        if (kind is null || field.Value.ValueKind != JsonValueKind.String)
            return false;
        events.Add(new RangeEvent(kind.Value, field.Value.GetString()!));
        return true;
    }

    private static IEnumerable<AdvisorySeverity> Severities(JsonElement element, string source)
    {
        foreach (JsonElement severity in element.Items("severity"))
        {
            if (severity.Text("score") is not { } text)
                continue;
            double? score = CvssScore.Of(text);
            AdvisoryLevel level = score is { } value ? AdvisorySeverity.LevelOf(value) : AdvisorySeverity.LevelOf(text);
            string who = severity.Text("type") == "Ubuntu" ? "Ubuntu" : source;
            yield return new AdvisorySeverity(who, level) { Score = score, Text = text };
        }

        foreach (string place in new[] { "database_specific", "ecosystem_specific" })
            foreach (string field in new[] { "severity", "urgency" })
                if (element.Field(place).Text(field) is { } word
                    && AdvisorySeverity.LevelOf(word) is var level and not AdvisoryLevel.Unknown)
                    yield return new AdvisorySeverity(source, level) { Text = word };
    }

    private static string? ModuleOf(string? purl) =>
        purl is not null && PackageUrl.TryNormalize(purl, out PackageUrl? url, out _)
            ? url.Qualifiers.GetValueOrDefault("rpmmod")
            : null;
}
