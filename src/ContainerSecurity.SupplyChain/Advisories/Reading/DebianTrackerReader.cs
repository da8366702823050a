using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Reads the JSON of Debian's security tracker: the flaws of each source package by release.</summary>
public sealed class DebianTrackerReader
{
    private const string Source = "debian-tracker";
    private readonly AdvisoryReadOptions options;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The bounds; null for the default ones.</param>
    public DebianTrackerReader(AdvisoryReadOptions? options = null) => this.options = options ?? new AdvisoryReadOptions();

    /// <summary>Reads the tracker.</summary>
    /// <param name="json">The text in UTF-8.</param>
    /// <param name="subject">What it is called in notes.</param>
    /// <param name="notes">Takes what could not be read.</param>
    public IReadOnlyList<Advisory> Read(ReadOnlyMemory<byte> json, string subject, ICollection<AdvisoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return AdvisoryJson.Read(json, options.MaxDatabaseBytes, options.MaxDepth, subject, notes, root => Read(root, subject, notes));
    }

    internal static IReadOnlyList<Advisory> Read(JsonElement root, string subject, ICollection<AdvisoryNote> notes)
    {
        List<Advisory> advisories = [];
        if (root.ValueKind != JsonValueKind.Object)
            notes.Add(new AdvisoryNote(subject, "It is no data of Debian's tracker: those are an object of packages."));
        foreach (JsonProperty package in root.Fields())
            foreach (JsonProperty flaw in package.Value.Fields())
                advisories.Add(Flaw(package.Name, flaw, subject, notes));
        return advisories;
    }

    private static Advisory Flaw(string package, JsonProperty flaw, string subject, ICollection<AdvisoryNote> notes)
    {
        if (flaw.Value.IsOther("releases", JsonValueKind.Object))
            notes.Add(new AdvisoryNote(subject, $"'{flaw.Name}' of '{package}' was not read: its releases are no object."));
        return new Advisory(flaw.Name)
        {
            Source = Source,
            Summary = flaw.Value.Text("description"),
            Affected =
            [
                .. flaw.Value.Field("releases").Fields()
                    .Select(r => Release(package, flaw.Name, r, subject, notes))
                    .OfType<AffectedPackage>(),
            ],
        };
    }

    private static AffectedPackage? Release(
        string package, string id, JsonProperty release, string subject, ICollection<AdvisoryNote> notes)
    {
        string? fixedVersion = release.Value.Text("fixed_version");
        string? state = release.Value.Text("status");
        switch (state)
        {
            // Fixed in 0: the release never had it. Nobody has said yet whether an undetermined one has it.
            case "resolved" when fixedVersion == RangeEvent.Beginning:
            case "undetermined":
                return null;
            case "resolved" when fixedVersion is not null:
            case "open":
                break;
            default:
                notes.Add(new AdvisoryNote(
                    subject, $"'{id}' of '{package}' in '{release.Name}' counts as affected: its state is '{state}'."));
                break;
        }

        string? urgency = release.Value.Text("urgency");
        AdvisoryLevel level = urgency is null ? AdvisoryLevel.Unknown : AdvisorySeverity.LevelOf(urgency);
        return new AffectedPackage(AdvisoryEcosystem.Parse($"Debian:{release.Name}"), package)
        {
            Ranges = [AffectedRange.Before(state == "resolved" ? fixedVersion : null)],
            Status = StatusOf(state, urgency, release.Value),
            Severities = level == AdvisoryLevel.Unknown ? [] : [new AdvisorySeverity(Source, level) { Text = urgency }],
        };
    }

    private static VulnerabilityStatus StatusOf(string? state, string? urgency, JsonElement release) =>
        state == "resolved" ? VulnerabilityStatus.Fixed
        : urgency == "end-of-life" ? VulnerabilityStatus.EndOfLife
        : release.Text("nodsa_reason") switch
        {
            "ignored" => VulnerabilityStatus.WillNotFix,
            "postponed" => VulnerabilityStatus.FixDeferred,
            _ => VulnerabilityStatus.Affected,
        };
}
