using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>Reads the volumes of a pod, and PersistentVolumes.</summary>
internal static class VolumeReader
{
    /// <summary>The fields of a volume that are not its source, but may be objects, lists or templates.</summary>
    private static readonly string[] Settings =
        [
            "name", "accessModes", "capacity", "claimRef", "mountOptions", "nodeAffinity",
            "persistentVolumeReclaimPolicy", "storageClassName", "volumeAttributesClassName", "volumeMode"
        ];

    public static Volume[] Read(NodeView pod) => pod.Views("volumes").ReadKnown(v => Read(v, v.Text("name"), "emptyDir"));

    public static PersistentVolume ReadPersistent(NodeView root) => new(root) { Volume = Read(root["spec"], root["metadata"].Text("name"), null) };

    private static Volume Read(NodeView view, Field<string> name, string? withoutSource)
    {
        Field<string> type = SourceTypeOf(view, withoutSource);
        NodeView source = type.IsKnown ? view[type.Value] : default;
        return new Volume
        {
            View = view,
            Name = name,
            SourceType = type,
            Source = source,
            HostPath = type.Is("hostPath") ? source.Text("path") : default,
            Image = type.Is("image") ? source.Text("reference") : default,
            ImagePullPolicy = type.Is("image") ? source.Text("pullPolicy") : default,
            SizeLimit = type.Is("emptyDir") ? Quantity.Read(source.Text("sizeLimit")) : default,
        };
    }

    private static Field<string> SourceTypeOf(NodeView view, string? withoutSource)
    {
        foreach (MappingEntry entry in view.Mapping?.Entries ?? [])
            if (entry.Value is not ScalarNode { IsTemplate: false } && Array.IndexOf(Settings, entry.Key) < 0)
                return Field<string>.Known(entry.Key, entry.Value);
        if (view.IsOpen)
            return Field<string>.Unknown(view.Mapping);
        return withoutSource is null ? Field<string>.Missing(view.Mapping) : Field<string>.Known(withoutSource, view.Mapping);
    }
}
