using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>Objects of which only a part is known: what is not there is unknown, not absent.</summary>
internal static class AssumedObjects
{
    private static readonly SourceFile Nowhere = new("(cluster)");

    /// <summary>A namespace of which only the name is known.</summary>
    public static MappingNode Namespace(string name) => Open(
        ("apiVersion", Text("v1")),
        ("kind", Text("Namespace")),
        ("metadata", Open(("name", Text(name)), ("labels", Open(("kubernetes.io/metadata.name", Text(name)))))));

    private static MappingNode Open(params (string Key, DocumentNode Value)[] entries) =>
        new(Nowhere, SourceSpan.FileStart, [.. entries.Select(e => new MappingEntry(e.Key, SourceSpan.FileStart, e.Value))], isOpen: true);

    private static ScalarNode Text(string text) => new(Nowhere, SourceSpan.FileStart, text, ScalarStyle.Quoted);
}
