using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.DevContainers;

/// <summary>
/// Reads <c>devcontainer.json</c>, as the Development Container Specification has it. Features may ask for privileges
/// too: what of them is not known leaves it open whether the container is privileged.
/// </summary>
internal sealed class DevContainerReader
{
    private static readonly string[] Keys =
    [
        "image", "build", "dockerFile", "dockerComposeFile", "features", "customizations", "runArgs", "mounts", "containerEnv", "remoteUser", "forwardPorts",
        "postCreateCommand", "workspaceFolder", "privileged", "capAdd", "securityOpt", "containerUser",
    ];

    /// <summary>What features of the specification's own collection are known to ask for, by the last part of their names.</summary>
    private static readonly string[] PrivilegedFeatures = ["docker-in-docker"];

    private static readonly string[] SocketFeatures = ["docker-outside-of-docker", "docker-from-docker"];

    private static readonly Regex Home = new(@"(\$\{(localEnv|env):(HOME|USERPROFILE)\})+", RegexOptions.None, TimeSpan.FromSeconds(1));
    private static readonly Regex Workspace = new(@"\$\{(localWorkspaceFolder|workspaceRoot)\}", RegexOptions.None, TimeSpan.FromSeconds(1));

    private readonly SourceParts parts;
    private readonly MappingNode root;
    private readonly BodyDraft body;
    private readonly string name;

    private DevContainerReader(SourceParts parts)
    {
        this.parts = parts;
        root = parts.Root;
        name = (root["name"] as ScalarNode)?.Text ?? "devcontainer";
        body = new BodyDraft(root, isOpen: true);
    }

    /// <summary>Returns whether a document describes a dev container.</summary>
    public static bool IsOne(DocumentNode document) => document is MappingNode root && Array.Exists(Keys, k => root[k] is not null);

    /// <summary>Reads a dev container.</summary>
    /// <param name="parts">Takes what is read.</param>
    /// <returns>The resources, that of the file first.</returns>
    public static IReadOnlyList<Resource> Read(SourceParts parts)
    {
        var reader = new DevContainerReader(parts);
        reader.ReadContainer();
        reader.ReadBuild();
        if (parts.Root["dockerComposeFile"] is { } compose)
            parts.Note(compose, "The compose file that 'dockerComposeFile' names describes the container too; it is judged by itself.");
        if (parts.Root["initializeCommand"] is { } command)
            reader.ReadCommand(command);
        parts.Add(reader.body, reader.name, isWhole: false);
        return parts.Together(new SettingsFile(parts.Root, "DevContainer", SourceParts.NameOf(parts.Root)));
    }

    private void ReadContainer()
    {
        if (root["image"] is { } image)
            Set("Image", image);
        SetBoolean("Privileged", "privileged");
        ReadFeatures();
        foreach (DocumentNode item in parts.ItemsOf(root["capAdd"]))
            AddOption("--cap-add", item);
        foreach (DocumentNode item in parts.ItemsOf(root["securityOpt"]))
            AddOption("--security-opt", item);
        foreach (DocumentNode item in parts.ItemsOf(root["mounts"] is MappingNode ? null : root["mounts"]))
            ReadMount(item);
        if (root["mounts"] is MappingNode single)
            ReadMount(single);
        if (root["workspaceMount"] is { } workspace)
            ReadMount(workspace);
        foreach (string key in new[] { "containerEnv", "remoteEnv" })
            foreach (MappingEntry entry in parts.MappingOf(root[key])?.Entries ?? [])
                ContainerSettings.AddVariable(body, entry.Key, entry.Value);
        if ((root["containerUser"] ?? root["remoteUser"]) is { } user)
            Set("User", user);
        RunCommand.AddOptions([.. parts.ItemsOf(root["runArgs"]).Select(WordOf)], body);
        foreach (DocumentNode port in parts.ItemsOf(root["appPort"]))
            if (port is ScalarNode { Style: ScalarStyle.Quoted } published)
                ContainerSettings.AddPort(body, published, published.Text);
    }

    /// <summary>Privileges that any feature asks for are given, whatever the file says.</summary>
    private void ReadFeatures()
    {
        foreach (MappingEntry feature in parts.MappingOf(root["features"])?.Entries ?? [])
        {
            string known = feature.Key.Split('@')[0];
            known = known.Substring(known.LastIndexOf('/') + 1).Split(':')[0];
            if (Array.IndexOf(PrivilegedFeatures, known) >= 0)
                body.Set("Privileged", DerivedNodes.Plain(feature.Value, "true"));
            else if (Array.IndexOf(SocketFeatures, known) >= 0)
                body.Add("Binds", DerivedNodes.Text(feature.Value, "/var/run/docker.sock:/var/run/docker-host.sock"));
            else
                parts.Note(feature.Value, $"What the feature '{feature.Key}' asks for was not read: it may be privileges, capabilities and mounts.");
        }
    }

    private void ReadMount(DocumentNode mount)
    {
        if (mount is MappingNode parted)
            ContainerSettings.AddMount(body, Local(parted));
        else if (mount is ScalarNode { IsNull: false } text)
            ContainerSettings.AddMount(body, text, Local(text.Text));
        else if (mount is not ScalarNode)
            parts.Mistyped(mount, "text or an object");
    }

    private void ReadBuild()
    {
        MappingNode? build = root["build"] is { } node ? parts.MappingOf(node) : null;
        if (build is null)
            return;
        IReadOnlyList<DocumentNode> options = [.. parts.ItemsOf(build["options"]).Select(WordOf)];
        EnvironmentVariable[] arguments = [.. (parts.MappingOf(build["args"])?.Entries ?? []).Select(ArgumentOf)];
        parts.Add(BuildCommand.Read(options, build, new BuildSettings("dev container", name) { Arguments = arguments }));
    }

    /// <summary>What runs on the host before there is a container: a line, the words of a program, or several of these by name.</summary>
    private void ReadCommand(DocumentNode command)
    {
        if (command is MappingNode named)
            foreach (MappingEntry entry in named.Entries)
                ReadCommand(entry.Value is MappingNode ? new UnknownNode(entry.Value.File, entry.Value.Span) : entry.Value);
        else if (command is SequenceNode words)
            foreach (Resource resource in ScriptContainers.OfWords(words, name))
                parts.Add(resource);
        else
            parts.AddScript(command, name);
    }

    private void Set(string key, DocumentNode value)
    {
        if (value is ScalarNode { IsNull: false } text)
            body.Set(key, text.Text.Contains("${") ? DerivedNodes.Unknown(text) : DerivedNodes.Text(text, text.Text));
        else if (value is not ScalarNode)
            parts.Mistyped(value, "text");
    }

    private void SetBoolean(string key, string from)
    {
        if (root[from] is not { } value)
            return;
        bool hasFeatures = root["features"] is MappingNode { Entries.Count: > 0 };
        if (value is ScalarNode { Style: ScalarStyle.Plain, Text: "true" or "false" } scalar)
            body.Set(key, scalar.Text == "false" && hasFeatures ? DerivedNodes.Unknown(scalar) : DerivedNodes.Plain(scalar, scalar.Text));
        else
            parts.Mistyped(value, "true or false");
    }

    private void AddOption(string option, DocumentNode value) => RunOptions.Set(body, option, WordOf(value), hasValue: true);

    private DocumentNode WordOf(DocumentNode word)
    {
        if (word is not ScalarNode text)
            parts.Mistyped(word, "text");
        return word is ScalarNode scalar ? DerivedNodes.Text(scalar, Local(scalar.Text)) : DerivedNodes.Unknown(word);
    }

    private static MappingNode Local(MappingNode mount) =>
        DerivedNodes.Object(
            mount,
            mount.Entries.Select(e => (e.Key, (DocumentNode)(e.Value is ScalarNode text ? DerivedNodes.Text(text, Local(text.Text)) : DerivedNodes.Unknown(e.Value)))),
            isOpen: true);

    /// <summary>A text with the folders of the host as people write them: the home as <c>~</c>, the project's as <c>.</c>.</summary>
    private static string Local(string text) => text.IndexOf("${", StringComparison.Ordinal) < 0 ? text : Workspace.Replace(Home.Replace(text, "~"), "./.");

    private static EnvironmentVariable ArgumentOf(MappingEntry entry) => new(
        Field<string>.Known(entry.Key, entry.Value),
        entry.Value is ScalarNode { IsNull: false } text && text.Text.IndexOf('$') < 0 ? Field<string>.Known(text.Text, text) : Field<string>.Unknown(entry.Value),
        default);
}
