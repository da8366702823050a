using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Resources;

/// <summary>Reads objects; lists of objects are taken apart.</summary>
internal static class ResourceReader
{
    /// <summary>The objects of a file or text.</summary>
    /// <param name="set">What was read of it.</param>
    /// <param name="budget">What the build may use.</param>
    /// <param name="places">Where parts stand, for a text within a text.</param>
    /// <exception cref="BuildException">It holds something else.</exception>
    public static List<BuildResource> Read(DocumentSet set, BuildBudget budget, TextPlaces? places = null)
    {
        if (set.Errors.Count > 0)
        {
            DocumentError error = set.Errors[0];
            throw new BuildException(places?.At(error.Span) ?? new Origin(set.File, error.Span), $"The resource cannot be read: {error.Message}");
        }
        var found = new List<BuildResource>();
        var waiting = new Queue<ObjectNode>(set.Documents.Select(d => NodeReader.Read(d, budget, places)));
        while (waiting.Count > 0)
        {
            ObjectNode node = waiting.Dequeue();
            if (node is ObjectMap { Entries.Count: 0 })
                continue;
            if (node is not ObjectMap map)
                throw new BuildException(node.Origin, "The document is no Kubernetes object.");
            Check(map);
            if (!map.TextOf("kind").EndsWith("List", StringComparison.Ordinal))
                found.Add(new BuildResource(map));
            else if (map["items"] is ObjectList items)
                items.Items.ForEach(waiting.Enqueue);
            else if (map["items"] is { IsNull: false } other)
                throw new BuildException(other.Origin, $"The 'items' of a {map.TextOf("kind")} must be a list.");
        }
        return found;
    }

    private static void Check(ObjectMap map)
    {
        if (map.TextOf("kind").Length == 0)
            throw new BuildException(map.Origin, "The object has no 'kind'.");
        if (!map.TextOf("kind").EndsWith("List", StringComparison.Ordinal) && (map.MapOf("metadata")?.TextOf("name") ?? "").Length == 0)
            throw new BuildException(map.Origin, $"The {map.TextOf("kind")} has no 'metadata.name', which Kustomize needs.");
        CheckItems(map);
    }

    private static void CheckItems(ObjectNode node)
    {
        if (node is ObjectMap map)
            foreach (ObjectEntry entry in map.Entries)
                CheckItems(entry.Value);
        if (node is ObjectList list)
            foreach (ObjectNode item in list.Items)
            {
                if (item.IsNull)
                    throw new BuildException(item.Origin, "An item of the list is empty.");
                CheckItems(item);
            }
    }
}
