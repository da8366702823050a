using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>What makes an item of a list the same as another one, so that a later file replaces it: a mount's target, a port, a variable's name.</summary>
internal static class UniqueKey
{
    private static readonly string[] Plain =
        [
            "build.platforms", "build.tags", "cap_add", "cap_drop", "depends_on", "dns", "dns_opt", "dns_search",
            "expose", "external_links", "group_add", "links", "networks", "profiles", "security_opt"
        ];

    private static readonly string[] Pairs =
    [
        "annotations", "build.additional_contexts", "build.args", "build.labels", "deploy.labels", "environment",
        "labels", "sysctls"
    ];

    /// <summary>The key of an item; null where items may be there twice.</summary>
    /// <param name="item">The item.</param>
    /// <param name="path">The list's path, such as <c>services.*.ports</c>.</param>
    public static string? Of(DocumentNode item, string path)
    {
        const string Service = "services.*.";
        string key = path.StartsWith(Service, StringComparison.Ordinal) ? path.Substring(Service.Length) : "";
        string? text = (item as ScalarNode)?.Text;
        return key switch
        {
            "volumes" => text is null ? Field(item, "target") : ServiceVolume.Parse(text, out _).Target,
            "devices" => text is null ? Field(item, "target") ?? Field(item, "source") : Part(text.Split(':'), 1),
            "ports" => text is null ? Port(item) : Port(text),
            "secrets" or "configs" => text ?? Field(item, "target") ?? Field(item, "source"),
            "tmpfs" => text?.Split(':')[0],
            "env_file" or "label_file" => text ?? Field(item, "path"),
            _ when Array.IndexOf(Pairs, key) >= 0 => text?.Split('=')[0],
            _ when Array.IndexOf(Plain, key) >= 0 => text,
            _ => null,
        };
    }

    private static string Part(string[] parts, int index) => parts[Math.Min(index, parts.Length - 1)];

    private static string Port(string text)
    {
        (string address, string host, string container) = PublishedPort.Split(text);
        return Port(address, host, container.Split('/')[0], container.IndexOf('/') < 0 ? null : container.Split('/')[1]);
    }

    private static string Port(DocumentNode item) => Port(Field(item, "host_ip"), Field(item, "published"), Field(item, "target"), Field(item, "protocol"));

    private static string Port(string? address, string? published, string? target, string? protocol) => $"{address}:{published}:{target}/{protocol ?? "tcp"}";

    private static string? Field(DocumentNode item, string key) => ((item as MappingNode)?[key] as ScalarNode)?.Text;
}
