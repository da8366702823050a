using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>The objects that a body names, and the putting of full IDs in their place.</summary>
internal static class BodyReferences
{
    private const string ContainerMode = "container:";
    private static readonly string[] Modes = ["HostConfig.NetworkMode", "HostConfig.PidMode", "HostConfig.IpcMode", "HostConfig.Cgroup"];

    /// <summary>The references of a body.</summary>
    /// <exception cref="BodyProblemException">A reference is not well formed.</exception>
    public static IEnumerable<DockerReference> Of(DockerEndpoint endpoint, JsonObject body) => endpoint.Action switch
    {
        "container.create" => OfCreate(body),
        "network.connect" => [Name(DockerObjectKind.Container, BodyPath.TextAt(body, "Container"), "Container"), .. Links(body, "EndpointConfig.Links")],
        "network.disconnect" => [Name(DockerObjectKind.Container, BodyPath.TextAt(body, "Container"), "Container")],
        "service.create" or "service.update" => OfService(body),
        _ => [],
    };

    /// <summary>Puts the full IDs of containers in the place of their names, so that no name is resolved twice.</summary>
    public static void Replace(JsonObject body, Func<DockerReference, string?> idOf)
    {
        ReplaceAt(body, "Container", t => idOf(new DockerReference(DockerObjectKind.Container, t, "Container")) ?? t);
        if (body["HostConfig"] is not JsonObject host)
            return;
        foreach (string mode in Modes)
            ReplaceAt(host, mode["HostConfig.".Length..], t => t.StartsWith(ContainerMode, StringComparison.Ordinal)
                && idOf(ContainerOf(t, mode)) is { } id ? ContainerMode + id : t);
        ReplaceItems(host, "VolumesFrom", t => idOf(VolumesFrom(t)) is { } id ? id + t[t.Split(':')[0].Length..] : t);
        ReplaceItems(host, "Links", t => idOf(Link(t, "HostConfig.Links")) is { } id ? $"{id}:{Alias(t)}" : t);
    }

    private static IEnumerable<DockerReference> OfCreate(JsonObject body)
    {
        if (BodyPath.TextAt(body, "Image") is { Length: > 0 } image)
            yield return new DockerReference(DockerObjectKind.Image, image, "Image");
        foreach (string mode in Modes)
            if (BodyPath.TextAt(body, mode) is var text && text.StartsWith(ContainerMode, StringComparison.Ordinal))
                yield return ContainerOf(text, mode);
            else if (mode == Modes[0] && IsNetwork(text))
                yield return Name(DockerObjectKind.Network, text, mode);
        foreach (string text in BodyPath.TextsAt(body, "HostConfig.VolumesFrom[]"))
            yield return VolumesFrom(text);
        foreach (DockerReference link in Links(body, "HostConfig.Links").Concat(Links(body, "NetworkingConfig.EndpointsConfig.*.Links")))
            yield return link;
        foreach (string bind in BodyPath.TextsAt(body, "HostConfig.Binds[]"))
            if (VolumeOf(bind) is { } volume)
                yield return Name(DockerObjectKind.Volume, volume, "HostConfig.Binds");
        foreach ((JsonNode mount, _) in BodyPath.ValuesAt(body, "HostConfig.Mounts[]"))
            if (OfMount(mount, "HostConfig.Mounts") is { } reference)
                yield return reference;
        foreach ((JsonNode endpoint, string path) in BodyPath.ValuesAt(body, "NetworkingConfig.EndpointsConfig.*"))
        {
            string key = path["NetworkingConfig.EndpointsConfig.".Length..];
            if (!DockerVisibility.IsPredefinedNetwork(key))
                yield return Name(DockerObjectKind.Network, key, "NetworkingConfig.EndpointsConfig");
            if (BodyPath.TextAt(endpoint, "NetworkID") is { Length: > 0 } id)
                yield return Name(DockerObjectKind.Network, id, "NetworkingConfig.EndpointsConfig.*.NetworkID");
        }
    }

    private static IEnumerable<DockerReference> OfService(JsonObject body)
    {
        if (BodyPath.TextAt(body, "TaskTemplate.ContainerSpec.Image") is { Length: > 0 } image)
            yield return new DockerReference(DockerObjectKind.Image, image, "TaskTemplate.ContainerSpec.Image");
        foreach (string place in (string[])["Networks", "TaskTemplate.Networks"])
            foreach (string network in BodyPath.TextsAt(body, place + "[].Target"))
                if (!DockerVisibility.IsPredefinedNetwork(network))
                    yield return Name(DockerObjectKind.Network, network, place);
        foreach ((JsonNode mount, _) in BodyPath.ValuesAt(body, "TaskTemplate.ContainerSpec.Mounts[]"))
            if (OfMount(mount, "TaskTemplate.ContainerSpec.Mounts") is { } reference)
                yield return reference;
        foreach ((string list, string id, DockerObjectKind kind) in ((string, string, DockerObjectKind)[])[("Secrets", "SecretID",
            DockerObjectKind.Secret), ("Configs", "ConfigID", DockerObjectKind.Config)])
            foreach ((JsonNode file, string path) in BodyPath.ValuesAt(body, $"TaskTemplate.ContainerSpec.{list}[]"))
                yield return Name(kind, BodyPath.TextAt(file, id), $"TaskTemplate.ContainerSpec.{list}");
    }

    private static DockerReference? OfMount(JsonNode mount, string place) => (BodyPath.TextAt(mount, "Type"), BodyPath.TextAt(mount, "Source")) switch
    {
        ("volume" or "", { Length: > 0 } source) => Name(DockerObjectKind.Volume, source, place),
        ("image", var source) => new DockerReference(DockerObjectKind.Image, source, place),
        _ => null,
    };

    /// <summary><c>source:target[:options]</c>, of which a source that is no path is a volume's name.</summary>
    private static string? VolumeOf(string bind)
    {
        int colon = bind.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return null;
        string source = bind[..colon];
        if (source.Length == 0)
            throw new BodyProblemException($"'HostConfig.Binds' has an entry without a source.");
        return source[0] is '/' ? null : source;
    }

    private static bool IsNetwork(string mode) => mode.Length > 0 && !DockerVisibility.IsPredefinedNetwork(mode)
        && !mode.StartsWith("ns:", StringComparison.Ordinal);

    private static DockerReference ContainerOf(string mode, string place) => Name(DockerObjectKind.Container, mode[ContainerMode.Length..], place);

    private static DockerReference VolumesFrom(string text) => Name(DockerObjectKind.Container, text.Split(':')[0], "HostConfig.VolumesFrom");

    private static IEnumerable<DockerReference> Links(JsonObject body, string path) => BodyPath.TextsAt(body, path + "[]").Select(l => Link(l, path));

    private static DockerReference Link(string text, string place) => Name(DockerObjectKind.Container, text.Split(':')[0].TrimStart('/'), place);

    private static string Alias(string link) => link.Split(':') is [_, .., var alias] ? alias : link.TrimStart('/');

    private static DockerReference Name(DockerObjectKind kind, string text, string place)
    {
        string name = kind == DockerObjectKind.Container ? text.TrimStart('/') : text;
        return DockerNames.IsIdentifier(name, isImage: false) ? new DockerReference(kind, name, place)
            : throw new BodyProblemException($"'{place}' names no {kind.ToString().ToLowerInvariant()}, or not in a form that is known here.");
    }

    private static void ReplaceAt(JsonObject owner, string name, Func<string, string> replace)
    {
        if (owner[name] is JsonValue value && value.TryGetValue(out string? text))
            owner[name] = replace(text);
    }

    private static void ReplaceItems(JsonObject owner, string name, Func<string, string> replace)
    {
        if (owner[name] is JsonArray list)
            owner[name] = new JsonArray([.. list.Select(i => (JsonNode?)JsonValue.Create(replace(i!.GetValue<string>())))]);
    }
}
