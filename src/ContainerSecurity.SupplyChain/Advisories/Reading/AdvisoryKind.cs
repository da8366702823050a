using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>What advisories come as, and how a document of JSON is told to be it.</summary>
internal static class AdvisoryKind
{
    public const string Osv = "osv";
    public const string Csaf = "csaf";
    public const string GitHub = "github";
    public const string AlpineSecdb = "alpine-secdb";
    public const string DebianTracker = "debian-tracker";
    public const string Exploited = "kev";
    public const string Predictions = "epss";

    /// <summary>The kind of a document; null where it is none.</summary>
    public static string? Of(JsonElement root) =>
        root.ValueKind != JsonValueKind.Object ? null
        : root.Field("document").Text("csaf_version") is not null ? Csaf
        : Has(root, "ghsa_id") ? GitHub
        : Has(root, "catalogVersion") ? Exploited
        : Has(root, "distroversion") ? AlpineSecdb
        : root.Text("id") is not null || root.Text("schema_version") is not null || root.Field("affected").ValueKind == JsonValueKind.Array ? Osv
        : root.Fields().Any() && root.Fields().All(p => p.Value.ValueKind == JsonValueKind.Object && IsTracked(p.Value)) ? DebianTracker
        : null;

    // A package of the tracker has flaws, each with its releases.
    private static bool IsTracked(JsonElement package) => package.Fields().All(f => f.Value.ValueKind == JsonValueKind.Object && Has(f.Value, "releases"));

    private static bool Has(JsonElement root, string name) => root.TryGetProperty(name, out _);
}
