using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>Fields of nodes whose shape is looked at elsewhere: what is of another kind counts as absent.</summary>
internal static class Nodes
{
    public static MappingNode? Mapping(this MappingNode? node, string key) => node?[key] as MappingNode;

    public static string? Text(this MappingNode? node, string key) => node?[key] is ScalarNode { IsNull: false } scalar ? scalar.Text : null;

    public static IReadOnlyList<DocumentNode> Items(this MappingNode? node, string key) => node?[key] is SequenceNode sequence ? sequence.Items : [];

    public static IEnumerable<MappingNode> Mappings(this MappingNode? node, string key) => node.Items(key).OfType<MappingNode>();

    /// <summary>The texts of a list with their nodes.</summary>
    public static ScalarNode[] Texts(this MappingNode? node, string key) => [.. node.Items(key).OfType<ScalarNode>()];

    public static bool IsAbsent(this MappingNode node, string key) => node[key] is null or ScalarNode { IsNull: true };
}
