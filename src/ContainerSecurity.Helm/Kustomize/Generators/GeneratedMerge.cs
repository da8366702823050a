using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Generators;

/// <summary>Lets a generated object take the place of one that is there.</summary>
internal static class GeneratedMerge
{
    private static readonly string[] Data = ["data", "binaryData"];

    /// <summary>Completes what was made by what was there.</summary>
    public static void Apply(BuildResource made, BuildResource old)
    {
        ObjectMap metadata = made.Root.Ensure("metadata", made.Root.Origin);
        MergeTexts(metadata, old.Root.MapOf("metadata"), "labels");
        MergeTexts(metadata, old.Root.MapOf("metadata"), "annotations");
        foreach (string key in new[] { "name", "namespace" })
            if (old.Root.MapOf("metadata")?[key] is { } node)
                metadata.Set(key, node.Copy());
            else
                metadata.Remove(key);
        if (made.Behavior == "merge")
            foreach (string field in Data)
                MergeTexts(made.Root, old.Root, field);
        made.TakeOver(old);
        made.NeedsHash &= old.NeedsHash;
        if (old.History is { } history)
            made.History = made.Behavior == "merge" || made.History is null ? history.Copy() : made.History;
    }

    private static void MergeTexts(ObjectMap into, ObjectMap? from, string field)
    {
        if (from?.MapOf(field) is not { Entries.Count: > 0 } old)
            return;
        ObjectMap own = into.Ensure(field, old.Origin);
        foreach (ObjectEntry entry in old.Entries)
            if (own[entry.Key] is null && entry.Value is ObjectScalar scalar)
                own.Set(entry.Key, ObjectScalar.OfText(scalar.Text, scalar.Origin), entry.KeyOrigin);
    }
}
