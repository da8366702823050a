using ContainerSecurity.Documents;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>Reads the YAML of lock files.</summary>
internal static class YamlText
{
    private static readonly DocumentReader Reader = new(new DocumentLimits { MaxErrors = 1, MaxAliasedNodes = 1000 });

    /// <summary>Reads the first mapping of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fault">What could not be read; null where all was.</param>
    /// <returns>The mapping; null where there is none.</returns>
    public static MappingNode? Read(string text, out string? fault)
    {
        DocumentSet set = Reader.Read(text, "lock");
        fault = set.Errors.Count == 0 ? null : $"line {set.Errors[0].Span.Line}: {set.Errors[0].Message}";
        return set.Documents.OfType<MappingNode>().FirstOrDefault();
    }

    /// <summary>The text of a field; null where there is none.</summary>
    public static string? Text(this MappingNode map, string key) => map[key] is ScalarNode { IsNull: false } scalar ? scalar.Text : null;

    /// <summary>The fields of a mapping that is a field; none where there is no such.</summary>
    public static IEnumerable<MappingEntry> Fields(this MappingNode map, string key) => (map[key] as MappingNode)?.Entries ?? [];

    /// <summary>Whether a field is <c>true</c>.</summary>
    public static bool IsTrue(this MappingNode map, string key) => map[key] is ScalarNode { Text: "true" };
}
