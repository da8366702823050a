using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>The ports of the host that a container gets: <c>PortBindings</c>, by <c>80/tcp</c>. One for a single address of the host, such as localhost, is no port of the host to the world.</summary>
internal static class PublishedPorts
{
    public static ContainerPort[] Read(NodeView bindings) =>
        [.. (bindings.Mapping?.Entries ?? []).SelectMany(e => bindings.Views(e.Key).ReadKnown(b => Read(e.Key, b)))];

    private static ContainerPort Read(string name, NodeView binding)
    {
        string[] parts = name.Split('/');
        Field<string> address = binding.Text("HostIp").Else(binding.Text("HostIP"));
        bool isOpen = address.IsMissing || address.Is(a => a is "" or "0.0.0.0" or "::");
        return new ContainerPort(
            long.TryParse(parts[0], out long port) ? Field<long>.Known(port, binding.Mapping) : Field<long>.Unknown(),
            isOpen ? binding.Text("HostPort").As<long>(t => t.Length == 0 ? 0 : long.TryParse(t, out long number) ? number : null) : default,
            Field<string>.Known(parts.Length > 1 ? parts[1].ToUpperInvariant() : "TCP"));
    }
}
