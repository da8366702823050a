using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>A field whose values may reach beyond the container, the volume or the network that is made.</summary>
/// <param name="Field">The field's path.</param>
/// <param name="Escalates">Whether a value does.</param>
/// <param name="Allowed">What would be allowed.</param>
internal sealed record BodyGuard(string Field, Func<JsonNode, bool> Escalates, string Allowed)
{
    private static readonly string[] HarmlessLogOptions = ["max-size", "max-file", "compress", "mode", "max-buffer-size", "tag"];
    private static readonly string[] HarmlessNetworkOptions =
    [
        "com.docker.network.driver.mtu", "com.docker.network.bridge.enable_icc", "com.docker.network.bridge.enable_ip_masquerade",
        "com.docker.network.enable_ipv4", "com.docker.network.enable_ipv6", "encrypted",
    ];

    private static readonly BodyGuard[] Container =
    [
        new("HostConfig.Annotations", HasItems, "none"),
        new("HostConfig.Cgroup", n => Text(n) is not "" && !Text(n).StartsWith("container:", StringComparison.Ordinal), "none"),
        new("HostConfig.CgroupParent", HasText, "none"),
        new("HostConfig.CgroupnsMode", n => Text(n) is not ("" or "private"), "private"),
        new("HostConfig.ContainerIDFile", HasText, "none"),
        new("HostConfig.CpuRealtimePeriod", HasNumber, "0"),
        new("HostConfig.CpuRealtimeRuntime", HasNumber, "0"),
        new("HostConfig.DeviceCgroupRules", HasItems, "none"),
        new("HostConfig.DeviceRequests", HasItems, "none"),
        new("HostConfig.DeviceRequests[].Capabilities", HasItems, "none"),
        new("HostConfig.DeviceRequests[].DeviceIDs", HasItems, "none"),
        new("HostConfig.DeviceRequests[].Driver", HasText, "none"),
        new("HostConfig.Devices", HasItems, "none"),
        new("HostConfig.Devices[].PathOnHost", HasText, "none"),
        new("HostConfig.Devices[].CgroupPermissions", n => Text(n).AsSpan().ContainsAny('w', 'm'), "r"),
        new("HostConfig.GroupAdd", n => Items(n).Any(g => Text(g) is "0" or "root" or "docker" or "disk"), "other groups than root, docker and disk"),
        new("HostConfig.IpcMode", n => !IsNamespace(n, "private", "none", "shareable", "host"), "private, none, shareable, container:NAME"),
        new("HostConfig.Isolation", n => Text(n).ToUpperInvariant() is not ("" or "DEFAULT" or "HYPERV"), "default, hyperv"),
        new("HostConfig.LogConfig", IsForeignLog, $"json-file, local, none, and of the options {string.Join(", ", HarmlessLogOptions)}"),
        new("HostConfig.LogConfig.Config.syslog-address", HasText, "none"),
        new("HostConfig.MaskedPaths", _ => true, "leaving it out"),
        new("HostConfig.ReadonlyPaths", _ => true, "leaving it out"),
        new("HostConfig.Mounts[].Type", n => Text(n) is not ("bind" or "volume" or "tmpfs" or "image" or ""), "volume, tmpfs, image, bind"),
        new("HostConfig.Mounts[].BindOptions", n => IsTrue(n["NonRecursive"]) || IsTrue(n["ReadOnlyNonRecursive"]),
            "none of NonRecursive and ReadOnlyNonRecursive"),
        new("HostConfig.Mounts[].BindOptions.CreateMountpoint", IsTrue, "false"),
        new("HostConfig.Mounts[].BindOptions.Propagation", n => Text(n) is not ("" or "private" or "rprivate"), "private, rprivate"),
        new("HostConfig.Mounts[].VolumeOptions", n => n["DriverConfig"] is JsonObject driver && IsHostVolume(driver["Options"]), "a tmpfs"),
        new("HostConfig.Mounts[].VolumeOptions.DriverConfig.Name", IsForeignDriver, "local"),
        new("HostConfig.Mounts[].VolumeOptions.DriverConfig.Options", IsHostVolume, "a tmpfs"),
        new("HostConfig.NetworkMode", n => Text(n).StartsWith("ns:", StringComparison.Ordinal), "a network's name"),
        new("HostConfig.OomKillDisable", IsTrue, "false"),
        new("HostConfig.OomScoreAdj", n => n.GetValue<long>() < 0, "0 and above"),
        new("HostConfig.PidMode", n => !IsNamespace(n, "private", "host"), "none, container:NAME"),
        new("HostConfig.PortBindings", n => HostPorts(n).Any(p => !IsFreePort(p)), "ports from 1024 up, or none for one that the engine chooses"),
        new("HostConfig.Runtime", n => Text(n) is not ("" or "runc"), "the engine's default"),
        new("HostConfig.UTSMode", HasText, "none"),
        new("HostConfig.Ulimits", n => Items(n).Any(u => Text(u["Name"]) is "memlock" or "rtprio" or "rttime" or "nice" or "msgqueue"),
            "other limits than memlock, msgqueue, nice, rtprio and rttime"),
        new("HostConfig.UsernsMode", n => Text(n) is not ("" or "private"), "none"),
        new("HostConfig.VolumeDriver", IsForeignDriver, "local"),
        new("NetworkingConfig.EndpointsConfig.*.DriverOpts", HasItems, "none"),
    ];

    private static readonly BodyGuard[] Exec = [new("Privileged", IsTrue, "false")];

    private static readonly BodyGuard[] Volume =
    [
        new("Driver", IsForeignDriver, "local"),
        new("DriverOpts", IsHostVolume, "a tmpfs"),
        new("ClusterVolumeSpec", _ => true, "none"),
    ];

    private static readonly BodyGuard[] Network =
    [
        new("Driver", n => Text(n) is not ("" or "default" or "bridge" or "overlay"), "bridge, overlay"),
        new("Options", n => ((JsonObject)n).Any(o => !HarmlessNetworkOptions.Contains(o.Key)), string.Join(", ", HarmlessNetworkOptions)),
        new("IPAM.Driver", n => Text(n) is not ("" or "default"), "default"),
        new("IPAM.Options", HasItems, "none"),
        new("ConfigFrom.Network", HasText, "none"),
        new("ConfigOnly", IsTrue, "false"),
        new("Ingress", IsTrue, "false"),
    ];

    private static readonly BodyGuard[] Connection = [new("EndpointConfig.DriverOpts", HasItems, "none")];

    private static readonly BodyGuard[] File = [new("Driver.Name", HasText, "none"), new("Templating.Name", n => Text(n) is not ("" or "golang"), "golang")];

    private static readonly BodyGuard[] Service =
    [
        .. Container.Where(g => g.Field.StartsWith("HostConfig.Mounts", StringComparison.Ordinal))
            .Select(g => g with { Field = g.Field.Replace("HostConfig", "TaskTemplate.ContainerSpec", StringComparison.Ordinal) }),
        new("TaskTemplate.Runtime", n => Text(n) is not ("" or "container"), "container"),
        new("TaskTemplate.ContainerSpec.Privileges.CredentialSpec", HasItems, "none"),
        new("TaskTemplate.ContainerSpec.Privileges.Seccomp.Mode", n => Text(n) is not ("" or "default"), "default"),
        new("TaskTemplate.ContainerSpec.Privileges.AppArmor.Mode", n => Text(n) is not ("" or "default"), "default"),
        new("TaskTemplate.ContainerSpec.Privileges.SELinuxContext", HasItems, "none"),
        new("TaskTemplate.ContainerSpec.OomScoreAdj", n => n.GetValue<long>() < 0, "0 and above"),
        new("TaskTemplate.ContainerSpec.Isolation", n => Text(n).ToUpperInvariant() is not ("" or "DEFAULT" or "HYPERV"), "default, hyperv"),
        new("TaskTemplate.LogDriver.Name", n => Text(n) is not ("" or "json-file" or "local" or "none"), "json-file, local, none"),
        new("TaskTemplate.LogDriver.Options", n => ((JsonObject)n).Any(o => !HarmlessLogOptions.Contains(o.Key)), string.Join(", ", HarmlessLogOptions)),
        new("TaskTemplate.Resources.Reservations.GenericResources", HasItems, "none"),
        new("EndpointSpec.Ports", n => Items(n).Any(p => Text(p["PublishMode"]) == "host"), "the publish mode ingress"),
    ];

    /// <summary>The guards of an endpoint's body.</summary>
    public static IReadOnlyList<BodyGuard> Of(DockerEndpoint endpoint) => endpoint.Action switch
    {
        "container.create" => Container,
        "container.update" => Update,
        "exec.create" => Exec,
        "volume.create" => Volume,
        "network.create" => Network,
        "network.connect" => Connection,
        "secret.create" or "secret.update" or "config.create" or "config.update" => File,
        "service.create" or "service.update" => Service,
        _ => [],
    };

    /// <summary>What an update can change has its members at the top level.</summary>
    private static BodyGuard[] Update { get; } =
        [.. Container.Where(g => BodyShapes.Resources.Members.Any(m => g.Field.Split('.', '[') is ["HostConfig", var name, ..] && name == m.Name))
            .Select(g => g with { Field = g.Field["HostConfig.".Length..] })];

    /// <summary>What is wrong with a body: the first value that reaches beyond what is made, where the rules do not name its field.</summary>
    public string? ProblemOf(JsonObject body)
    {
        foreach ((JsonNode value, string path) in BodyPath.ValuesAt(body, Field))
            if (Escalates(value))
                return $"'{path}' is {Shown(value)}, which reaches beyond what is created. Allowed: {Allowed}.";
        return null;
    }

    private static string Shown(JsonNode value)
    {
        const int Longest = 80;
        if (value is not JsonValue)
            return "set";
        string text = value.ToJsonString();
        return text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text;
    }

    private static bool IsNamespace(JsonNode node, params string[] known) => Text(node) is "" || known.Contains(Text(node))
        || Text(node).StartsWith("container:", StringComparison.Ordinal);

    /// <summary>A log driver that sends away what a container prints, or writes to a place of the host.</summary>
    private static bool IsForeignLog(JsonNode node) =>
        Text(node["Type"]) is not ("" or "json-file" or "local" or "none")
            || (node["Config"] is JsonObject config && config.Any(o => !HarmlessLogOptions.Contains(o.Key)));

    private static bool IsForeignDriver(JsonNode node) => Text(node) is not ("" or "local");

    /// <summary>The local driver mounts what its options say: a folder of the host, a disk, a share. A tmpfs alone is the volume's own.</summary>
    private static bool IsHostVolume(JsonNode? options) =>
        options is JsonObject { Count: > 0 } map && !(Text(map["type"]) == "tmpfs" && Text(map["device"]) is "tmpfs" or ""
            && Text(map["o"]).Split(',').All(o =>
            o.Trim().Split('=')[0] is "" or "size" or "mode" or "uid" or "gid" or "noexec" or "nosuid" or "nodev" or "nr_inodes"));

    private static IEnumerable<string> HostPorts(JsonNode node) => ((JsonObject)node).SelectMany(p => Items(p.Value)).Select(b => Text(b["HostPort"]));

    private static bool IsFreePort(string port) => port.Split('-').All(p => p.Length == 0
        || (p.All(char.IsAsciiDigit) && int.TryParse(p, out int number) && number is 0 or >= 1024));

    private static IEnumerable<JsonNode> Items(JsonNode? node) => node is JsonArray list ? list.Select(i => i!) : [];

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static bool HasText(JsonNode node) => Text(node).Length > 0;

    private static bool HasNumber(JsonNode node) => node.GetValue<long>() != 0;

    private static bool HasItems(JsonNode node) => node is JsonArray { Count: > 0 } or JsonObject { Count: > 0 };

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool isTrue) && isTrue;
}
