using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>
/// The ports of the host that a container gets: <c>PortBindings</c>, by <c>80/tcp</c>. One for a single address of the
/// host, such as localhost, is no port of the host to the world.
/// </summary>
internal static class PublishedPorts
{
    /// <param name="host">The container's settings of the host.</param>
    /// <param name="exposed">The ports that the container shows to others.</param>
    /// <param name="running">What the engine has published, where the container runs.</param>
    public static ContainerPort[] Read(NodeView host, NodeView exposed, NodeView running)
    {
        NodeView bindings = host.Boolean("PublishAllPorts").Is(true) && running.Mapping is { Entries.Count: > 0 } ? running : host["PortBindings"];
        return [.. Read(bindings), .. ReadExposed(exposed, bindings)];
    }

    private static IEnumerable<ContainerPort> Read(NodeView bindings) =>
        [.. (bindings.Mapping?.Entries ?? []).SelectMany(e => bindings.Views(e.Key).ReadKnown(b => Read(e.Key, b)))];

    /// <summary>The ports that a container shows to others of its network, and to nobody else.</summary>
    private static IEnumerable<ContainerPort> ReadExposed(NodeView exposed, NodeView bindings) =>
        (exposed.Mapping?.Entries ?? [])
            .Where(e => bindings.Mapping?[e.Key] is not SequenceNode { Items.Count: > 0 })
            .Select(e => Make(e.Key, default, e.Value));

    /// <summary>Whether an address of the host is all of its addresses.</summary>
    public static bool IsOpen(string address) => address is "" or "0.0.0.0" or "::" or "[::]";

    private static ContainerPort Read(string name, NodeView binding)
    {
        Field<string> address = binding.Text("HostIp").Else(binding.Text("HostIP"));
        bool isOpen = address.IsMissing || address.Is(IsOpen);
        return Make(
            name,
            isOpen
                ? binding.Text("HostPort").As<long>(t => t.Length == 0 ? 0 : long.TryParse(t, out long number) ? number : null)
                : default,
            binding.Mapping);
    }

    private static ContainerPort Make(string name, Field<long> hostPort, DocumentNode? node)
    {
        string[] parts = name.Split('/');
        return new ContainerPort(
            long.TryParse(parts[0], out long port) ? Field<long>.Known(port, node) : Field<long>.Unknown(),
            hostPort,
            Field<string>.Known(parts.Length > 1 ? parts[1].ToUpperInvariant() : "TCP"));
    }
}
