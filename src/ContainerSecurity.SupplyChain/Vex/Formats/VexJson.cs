using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Vex.Formats;

/// <summary>Looks into JSON whose shape somebody else decides.</summary>
internal static class VexJson
{
    public static MappingNode? Map(MappingNode? map, string key) => map?[key] as MappingNode;

    public static string? Text(MappingNode? map, string key) => map?[key] is ScalarNode { IsNull: false } scalar ? scalar.Text : null;

    public static IEnumerable<DocumentNode> Items(MappingNode? map, string key) => (map?[key] as SequenceNode)?.Items ?? [];

    public static IEnumerable<MappingNode> Maps(MappingNode? map, string key) => Items(map, key).OfType<MappingNode>();

    public static IEnumerable<string> Texts(MappingNode? map, string key) => Items(map, key).OfType<ScalarNode>().Where(s => !s.IsNull).Select(s => s.Text);

    public static DateTimeOffset? Time(MappingNode? map, params IEnumerable<string> keys) =>
        keys.Select(k => Text(map, k)).OfType<string>()
            .Select(t => DateTimeOffset.TryParse(t, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
                ? time
                : (DateTimeOffset?)null)
            .FirstOrDefault(t => t is not null);

    public static PackageUrl? Url(string? text) =>
        text is not null && text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase) && PackageUrl.TryParse(text, out PackageUrl? url, out _) ? url : null;

    public static string? Digest(string? text) =>
        text is not null && text.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) && text.Length == 71 ? text.ToLowerInvariant() : null;
}
