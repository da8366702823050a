using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>Reads the volumes of a pod.</summary>
internal static class VolumeReader
{
    public static Volume[] Read(NodeView pod) => [.. WorkloadReader.Known(pod.Views("volumes")).Select(ReadVolume)];

    private static Volume ReadVolume(NodeView view)
    {
        Field<string> type = SourceTypeOf(view);
        NodeView source = type.IsKnown ? view[type.Value] : default;
        return new Volume
        {
            View = view,
            Name = view.Text("name"),
            SourceType = type,
            Source = source,
            HostPath = type.Is("hostPath") ? source.Text("path") : default,
            Image = type.Is("image") ? source.Text("reference") : default,
            ImagePullPolicy = type.Is("image") ? source.Text("pullPolicy") : default,
            SizeLimit = type.Is("emptyDir") ? Quantity.Read(source.Text("sizeLimit")) : default,
        };
    }

    private static Field<string> SourceTypeOf(NodeView view)
    {
        foreach (MappingEntry entry in view.Mapping!.Entries)
            if (entry.Key != "name" && entry.Value is not ScalarNode { IsTemplate: false })
                return Field<string>.Known(entry.Key, entry.Value);
        return view.IsOpen ? Field<string>.Unknown(view.Mapping) : Field<string>.Known("emptyDir", view.Mapping);
    }
}
