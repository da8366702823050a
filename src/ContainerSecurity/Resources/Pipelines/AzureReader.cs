using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Resources.Pipelines;

/// <summary>
/// Reads Azure Pipelines, and templates of them: the containers of <c>resources</c>, of jobs and of services, wherever
/// they stand in stages, strategies and conditions, and what scripts run and build.
/// </summary>
internal sealed class AzureReader
{
    private static readonly string[] Keys =
        ["jobs", "stages", "steps", "resources", "trigger", "pr", "schedules", "extends", "pool", "container", "parameters", "variables"];

    private static readonly (string Key, ShellDialect Dialect)[] Scripts =
    [
        ("script", ShellDialect.Posix), ("bash", ShellDialect.Posix), ("pwsh", ShellDialect.PowerShell), ("powershell", ShellDialect.PowerShell),
    ];

    private readonly SourceParts parts;

    /// <summary>Whether the socket of the engine is mounted into a container that is declared, by its name.</summary>
    private readonly Dictionary<string, Field<bool>> declared = new(StringComparer.OrdinalIgnoreCase);
    private DocumentNode? socketTaker;
    private string socketName = "";

    private AzureReader(SourceParts parts) => this.parts = parts;

    /// <summary>Returns whether a document is a pipeline, or a template of one.</summary>
    public static bool IsOne(DocumentNode document) =>
        document is MappingNode root && root["apiVersion"] is null && root["kind"] is null && Array.Exists(Keys, k => root[k] is not null);

    /// <summary>Reads a pipeline.</summary>
    /// <param name="parts">Takes what is read.</param>
    /// <returns>The resources, that of the file first.</returns>
    public static IReadOnlyList<Resource> Read(SourceParts parts)
    {
        var reader = new AzureReader(parts);
        MappingNode root = parts.Root;
        if (root["resources"] is MappingNode resources && resources["containers"] is { } containers)
            foreach (DocumentNode container in parts.ItemsOf(containers))
                reader.Declare(container);
        if (root["extends"] is MappingNode { } extends)
            parts.Note(extends, "The template that 'extends' names decides what runs; it was not judged with this file.");
        reader.ReadJob(root, "pipeline");
        return parts.Together(new SettingsFile(root, "Pipeline", SourceParts.NameOf(root))
        {
            SocketTaker = reader.socketTaker is { } taker ? Field<string>.Known(reader.socketName, taker) : Field<string>.Missing(),
            SocketSwitch = "mapDockerSocket: false",
        });
    }

    private void Declare(DocumentNode node)
    {
        if (parts.MappingOf(node) is not { } container)
            return;
        if ((container["container"] as ScalarNode)?.Text is not { Length: > 0 } name)
        {
            // A condition of a template holds the list.
            foreach (MappingEntry entry in container.Entries)
                foreach (DocumentNode inner in (entry.Value as SequenceNode)?.Items ?? [])
                    Declare(inner);
            return;
        }
        declared[name] = SocketOf(container);
        Add(name, container);
    }

    private void Add(string name, MappingNode container)
    {
        var read = new JobContainer(parts, container);
        foreach (MappingNode branch in BranchesOf(container))
            read.Image(branch["image"]).Variables(branch["env"]).Volumes(branch["volumes"]).Options(branch["options"]);
        if (container["type"] is ScalarNode { IsNull: false } type && container["image"] is null)
            read.Body.Set("Image", DerivedNodes.Unknown(type));
        parts.Add(read.Body, name, isWhole: false);
    }

    /// <summary>An object, and what conditions of templates (<c>${{ if … }}:</c>) put into it: what any of them says may be so.</summary>
    private static IEnumerable<MappingNode> BranchesOf(MappingNode node) =>
        node.Entries
            .Where(e => e.Key.StartsWith("${{", StringComparison.Ordinal))
            .Select(e => e.Value)
            .OfType<MappingNode>()
            .SelectMany(BranchesOf)
            .Prepend(node);

    /// <summary>Reads a job, or what holds some: everything in it, so that conditions of templates hide nothing.</summary>
    private void ReadJob(MappingNode node, string owner)
    {
        string name = NameOf(node) ?? owner;
        foreach (MappingEntry entry in node.Entries)
            switch (entry.Key)
            {
                case "resources" when node == parts.Root:
                case "parameters" or "variables" or "pool" or "env":
                    break;
                case "inputs" when entry.Value is MappingNode inputs:
                    ReadTask(node["task"], inputs, name);
                    break;
                case "container":
                    ReadUse(entry.Value, name, isJob: true);
                    break;
                case "target":
                    ReadUse(entry.Value is MappingNode target ? target["container"] : entry.Value, name, isJob: false);
                    break;
                case "services" when entry.Value is MappingNode services:
                    foreach (MappingEntry service in services.Entries)
                        ReadService(service.Value, $"{name}/{service.Key}");
                    break;
                default:
                    if (Array.Find(Scripts, s => s.Key == entry.Key) is { Key: not null } script)
                        parts.AddScript(entry.Value, name, script.Dialect);
                    else
                        ReadInner(entry.Value, name);
                    break;
            }
    }

    /// <summary>Reads what a task gets: scripts, and the arguments of the engine's client.</summary>
    private void ReadTask(DocumentNode? task, MappingNode inputs, string owner)
    {
        parts.AddScript(inputs["script"], owner);
        parts.AddScript(inputs["inlineScript"], owner);
        if (task is ScalarNode { Text: var program } && program.StartsWith("Docker@", StringComparison.OrdinalIgnoreCase)
            && inputs["arguments"] is ScalarNode arguments && inputs["command"] is ScalarNode { Text: "build" or "buildAndPush" or "run" } command)
            foreach (Resource resource in ScriptContainers.OfCommand(command.Text, arguments, owner))
                parts.Add(resource);
    }

    private void ReadInner(DocumentNode node, string owner)
    {
        if (node is MappingNode mapping)
            ReadJob(mapping, owner);
        else if (node is SequenceNode list)
            foreach (DocumentNode item in list.Items)
                ReadInner(item, owner);
    }

    /// <summary>Reads the container that a job runs in: one that is declared, by its name, or one that is described here.</summary>
    private void ReadUse(DocumentNode? node, string job, bool isJob)
    {
        if (node is ScalarNode { IsNull: false, IsTemplate: false, Text: { Length: > 0 } text } scalar)
        {
            if (declared.TryGetValue(text, out Field<bool> socket))
                TakeSocket(job, scalar, socket);
            else if (isJob && text.IndexOf('$') < 0)
            {
                TakeSocket(job, scalar, default);
                parts.Add(new JobContainer(parts, scalar).Image(scalar).Body, job, isWhole: false);
            }
        }
        else if (isJob && node is MappingNode container)
        {
            if (container["alias"] is ScalarNode { IsTemplate: false } alias && container["image"] is null)
            {
                ReadUse(alias, job, isJob);
                return;
            }
            TakeSocket(job, container, SocketOf(container));
            Add(job, container);
        }
        else if (node is not (null or ScalarNode { IsNull: true } or ScalarNode { Text: "" }))
            parts.Mistyped(node, "text or an object");
    }

    private void ReadService(DocumentNode node, string name)
    {
        if (node is MappingNode service)
            Add(name, service);
        else if (node is ScalarNode { IsNull: false, IsTemplate: false, Text.Length: > 0 } image && !declared.ContainsKey(image.Text) && image.Text.IndexOf('$') < 0)
            parts.Add(new JobContainer(parts, image).Image(image).Body, name, isWhole: false);
    }

    private static Field<bool> SocketOf(MappingNode container) => container["mapDockerSocket"] switch
    {
        null or ScalarNode { IsNull: true } => BranchesOf(container).Any(b => b["mapDockerSocket"] is not null) ? Field<bool>.Unknown(container) : default,
        ScalarNode { IsTemplate: false } said => said.Text.ToLowerInvariant() switch
        {
            "false" or "n" or "no" or "off" => Field<bool>.Known(false, said),
            "true" or "y" or "yes" or "on" => Field<bool>.Known(true, said),
            _ => Field<bool>.Unknown(said),
        },
        var other => Field<bool>.Unknown(other),
    };

    /// <summary>Without a word of it the socket is mounted.</summary>
    private void TakeSocket(string job, DocumentNode at, Field<bool> socket)
    {
        if (socketTaker is not null || !(socket.IsMissing || socket.Is(true)))
            return;
        socketTaker = socket.IsKnown ? socket.Node : at;
        socketName = job;
    }

    private static string? NameOf(MappingNode node) =>
        ((node["job"] ?? node["deployment"] ?? node["stage"]) as ScalarNode) is { IsNull: false } name ? name.Text : null;
}
