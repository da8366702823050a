using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.Compose;

/// <summary>The ports of a service: those it publishes on the host and those it only exposes to other services.</summary>
internal static class ServicePorts
{
    private const int MaxPorts = 4096;

    public static ContainerPort[] Read(NodeView service) =>
        [.. ItemsOf(service, "ports").SelectMany(ReadPublished).Concat(ItemsOf(service, "expose").OfType<ScalarNode>().SelectMany(ReadExposed)).Take(MaxPorts)];

    private static IReadOnlyList<DocumentNode> ItemsOf(NodeView service, string key) =>
        (service.Node(key) is { IsKnown: true } node ? node.Value as SequenceNode : null)?.Items ?? [];

    private static IEnumerable<ContainerPort> ReadPublished(DocumentNode item) => item switch
    {
        ScalarNode scalar => ReadShort(scalar),
        MappingNode mapping => [ReadLong(new NodeView(mapping))],
        _ => [],
    };

    /// <summary>Where a part holds a variable, the others still count. Of a range only the first port is one of the host's, so that it is told once.</summary>
    private static IEnumerable<ContainerPort> ReadShort(ScalarNode item)
    {
        (string address, string host, string container) = PublishedPort.Split(item.Text);
        bool isHostKnown = !Interpolation.IsUnknown(address + host);
        return PublishedPort.Parse(isHostKnown ? item.Text : container, out _).Select((port, i) => new ContainerPort(
            Field<long>.Known(port.Target, item),
            isHostKnown && i == 0 && PublishedPorts.IsOpen(port.HostIp) ? HostPort(Field<string>.Known(port.Published, item)) : default,
            Field<string>.Known(port.Protocol.ToUpperInvariant(), item)));
    }

    private static ContainerPort ReadLong(NodeView item)
    {
        Field<string> address = ComposeFields.Text(item, "host_ip");
        bool isOpen = address.IsMissing || address.Is(PublishedPorts.IsOpen);
        return new ContainerPort(
            ComposeFields.Integer(item, "target"),
            isOpen ? HostPort(ComposeFields.Text(item, "published").Else(Field<string>.Known("", item.Mapping))) : default,
            ComposeFields.Text(item, "protocol") is { IsKnown: true } protocol
                ? Field<string>.Known(protocol.Value.ToUpperInvariant(), protocol.Node)
                : default);
    }

    private static Field<long> HostPort(Field<string> published) =>
        published.As<long>(p =>
            p.Length == 0 ? 0
                : long.TryParse(p.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long port) ? port
                : null);

    private static IEnumerable<ContainerPort> ReadExposed(ScalarNode item) =>
        PublishedPort.Parse(item.Text, out _)
            .Select(p => new ContainerPort(
                Field<long>.Known(p.Target, item), default, Field<string>.Known(p.Protocol.ToUpperInvariant(), item)));
}
