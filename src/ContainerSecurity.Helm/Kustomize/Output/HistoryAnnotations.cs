using System.Text;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Output;

/// <summary>Writes where objects came from, and what changed them, into their annotations.</summary>
internal static class HistoryAnnotations
{
    private const string OriginKey = "config.kubernetes.io/origin";
    private const string Transformations = "alpha.config.kubernetes.io/transformations";
    private const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>Writes what a kustomization asks for.</summary>
    public static void Write(ResourceSet resources, IReadOnlyList<string> wanted, Origin place)
    {
        foreach (BuildResource resource in resources.All)
        {
            if (wanted.Contains("originAnnotations") && resource.History?.Source is { } source)
                Set(resource, "annotations", OriginKey, Text(source, ""), place);
            if (wanted.Contains("transformerAnnotations") && resource.History is { Transformations.Count: > 0 } history)
                Set(resource, "annotations", Transformations, string.Concat(history.Transformations.Select(t => Text(t, "- "))), place);
            if (wanted.Contains("managedByLabel"))
                Set(resource, "labels", ManagedBy, "kustomize-(devel)", place);
        }
    }

    private static void Set(BuildResource resource, string field, string key, string text, Origin place) =>
        resource.Root.Ensure("metadata", place).Ensure(field, place).Set(key, ObjectScalar.OfText(text, place), place);

    private static string Text(HistoryEntry entry, string bullet)
    {
        var text = new StringBuilder();
        string indent = new(' ', bullet.Length);
        void Line(string line) => text.Append(text.Length == 0 ? bullet : indent).Append(line).Append('\n');
        if (entry.Path.Length > 0)
            Line("path: " + entry.Path);
        if (entry.ConfiguredIn.Length > 0)
            Line("configuredIn: " + entry.ConfiguredIn);
        if (entry.ConfiguredBy is { } by)
        {
            Line("configuredBy:");
            foreach ((string key, string value) in by)
                if (value.Length > 0)
                    Line($"  {key}: {value}");
        }
        return text.ToString();
    }
}
