using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.Compose;

/// <summary>
/// The volumes and devices of a service: folders of the host, also those behind a named volume whose options say so,
/// volumes of the engine, and files of images.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="options">The options of the project's named volumes.</param>
internal sealed class ServiceMounts(NodeView service, IReadOnlyDictionary<string, NodeView> options)
{
    private readonly List<Volume> volumes = [];
    private readonly List<VolumeMount> mounts = [];

    /// <summary>The volumes.</summary>
    public IReadOnlyList<Volume> Volumes => volumes;

    /// <summary>Where they are in the container.</summary>
    public IReadOnlyList<VolumeMount> Mounts => mounts;

    /// <summary>Reads <c>volumes</c> and <c>devices</c>.</summary>
    public ServiceMounts Read()
    {
        foreach (DocumentNode item in ItemsOf("volumes"))
            if (item is ScalarNode scalar)
                ReadShort(scalar);
            else if (item is MappingNode)
                ReadLong(new NodeView(item));
        foreach (DocumentNode item in ItemsOf("devices"))
            ReadDevice(item);
        return this;
    }

    private IReadOnlyList<DocumentNode> ItemsOf(string key) =>
        (service.Node(key) is { IsKnown: true } node ? node.Value as SequenceNode : null)?.Items ?? [];

    private void ReadShort(ScalarNode item)
    {
        ServiceVolume volume = ServiceVolume.Parse(item.Text, out string? error);
        if (error is not null || volume.Source.Length == 0)
            return;
        Field<string> source = ComposeFields.Resolve(Field<string>.Known(volume.Source, item));
        Field<string> propagation = volume.Propagation is { } spread ? Field<string>.Known(spread, item) : default;
        Add(
            item,
            volume.Type == ServiceVolume.Named && source.IsUnknown ? "" : volume.Type,
            source,
            Field<string>.Known(volume.Target, item),
            Field<bool>.Known(volume.IsReadOnly, item),
            propagation);
    }

    private void ReadLong(NodeView item) =>
        Add(
            item.Mapping!,
            ComposeFields.Text(item, "type").Or(""),
            ComposeFields.Text(item, "source"),
            ComposeFields.Text(item, "target"),
            ComposeFields.Boolean(item, "read_only"),
            ComposeFields.Text(item["bind"], "propagation"));

    private void Add(DocumentNode item, string type, Field<string> source, Field<string> target, Field<bool> readOnly, Field<string> propagation)
    {
        NodeView named = type == ServiceVolume.Named && source.IsKnown && options.TryGetValue(source.Value, out NodeView found) ? found : default;
        Volume[] disguised = [.. HostMounts.DisguisedPaths(named).Select(p => HostMounts.Make(named, ComposeFields.Resolve(p), source))];
        Volume volume = type is ServiceVolume.Bind or "npipe" ? HostMounts.Make(new NodeView(item), source)
            : disguised.Length > 0 ? disguised[0]
            : new Volume
            {
                View = new NodeView(item),
                Name = source,
                SourceType = type.Length == 0 ? Field<string>.Unknown(item) : Field<string>.Known(type, item),
                Image = type == "image" ? source : default,
                ImagePullPolicy = Field<string>.Unknown(item),
            };
        bool isShared = propagation.Is(p => p is "rshared" or "shared");
        volumes.Add(volume);
        volumes.AddRange(disguised.Skip(1));
        mounts.Add(new VolumeMount(volume.Name, target, readOnly, isShared ? Field<string>.Known("Bidirectional", propagation.Node) : default));
    }

    private void ReadDevice(DocumentNode item)
    {
        Field<string> path = item is ScalarNode scalar
            ? ComposeFields.Resolve(Field<string>.Known(scalar.Text.Split(':')[0], scalar))
            : ComposeFields.Text(new NodeView(item), "source");
        if (path.IsUnknown || path.Is(ServiceVolume.IsHostPath))
            volumes.Add(HostMounts.MakeDevice(new NodeView(item as MappingNode), path));
    }
}
