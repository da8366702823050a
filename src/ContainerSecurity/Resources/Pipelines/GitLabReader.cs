using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.Pipelines;

/// <summary>
/// Reads pipelines of GitLab: the images and services of jobs, of hidden jobs that others extend, and of
/// <c>default</c>, and what scripts run and build. Whether the runner is privileged stands in no pipeline.
/// </summary>
internal sealed class GitLabReader
{
    /// <summary>Keys of the top level that are no jobs.</summary>
    private static readonly string[] NoJobs =
        ["default", "include", "stages", "variables", "workflow", "spec", "image", "services", "cache", "before_script", "after_script", "types"];

    private static readonly string[] Scripts = ["before_script", "script", "after_script"];
    private readonly SourceParts parts;
    private readonly IReadOnlyDictionary<DocumentNode, string>? tags;

    private GitLabReader(SourceParts parts, IReadOnlyDictionary<DocumentNode, string>? tags)
    {
        this.parts = parts;
        this.tags = tags;
    }

    /// <summary>Returns whether a document is a pipeline.</summary>
    public static bool IsOne(DocumentNode document) =>
        document is MappingNode root && root["apiVersion"] is null && root["kind"] is null
        && (Array.Exists(NoJobs, k => root[k] is not null) || root.Entries.Any(e => e.Value is MappingNode job && LooksLikeJob(job)));

    /// <summary>Reads a pipeline.</summary>
    /// <param name="parts">Takes what is read.</param>
    /// <param name="tags">The nodes that take something from elsewhere (<c>!reference</c>).</param>
    /// <returns>The resources, that of the file first.</returns>
    public static IReadOnlyList<Resource> Read(SourceParts parts, IReadOnlyDictionary<DocumentNode, string>? tags)
    {
        var reader = new GitLabReader(parts, tags);
        MappingNode root = parts.Root;
        if (root["include"] is { } include)
            parts.Note(include, "What 'include' takes in may change every job; it was not judged with this file.");
        reader.ReadJob("default", root);
        if (root["default"] is { } defaults && parts.MappingOf(defaults) is { } inner)
            reader.ReadJob("default", inner);
        foreach (MappingEntry entry in root.Entries)
            if (Array.IndexOf(NoJobs, entry.Key) < 0 && entry.Value is MappingNode job)
                reader.ReadJob(entry.Key, job);
        return parts.Together(new SettingsFile(root, "Pipeline", SourceParts.NameOf(root)));
    }

    private static bool LooksLikeJob(MappingNode job) =>
        Array.Exists(Scripts, s => job[s] is not null) || job["extends"] is not null || job["trigger"] is not null || job["image"] is not null;

    private void ReadJob(string name, MappingNode job)
    {
        if (job["image"] is { } image && !IsElsewhere(image))
            ReadContainer(name, image, job["variables"], isService: false);
        if (job["services"] is { } services && !IsElsewhere(services))
            foreach (DocumentNode service in parts.ItemsOf(services))
                if (!IsElsewhere(service))
                    ReadContainer(ServiceName(name, service), service, (service as MappingNode)?["variables"], isService: true);
        foreach (string script in Scripts)
            AddScript(job[script], name);
    }

    private void ReadContainer(string name, DocumentNode node, DocumentNode? variables, bool isService)
    {
        if (node is ScalarNode { IsNull: true } or ScalarNode { Text: "" })
            return;
        var read = new JobContainer(parts, node);
        if (node is MappingNode container)
        {
            read.Image(container["name"])
                .Words("Entrypoint", container["entrypoint"])
                .Words("Cmd", isService ? container["command"] : null)
                .User((container["docker"] as MappingNode)?["user"])
                .User((container["kubernetes"] as MappingNode)?["user"]);
        }
        else
            read.Image(node);
        // What a job needs for itself is the run's; a token of somebody else is told all the same.
        parts.Add(read.Variables(IsElsewhere(variables) ? null : variables).Body, name, isWhole: false, new ContainerTraits(IsThrownAway: true, default));
    }

    private void AddScript(DocumentNode? script, string job)
    {
        if (script is SequenceNode list && !IsElsewhere(script))
            foreach (DocumentNode item in list.Items)
                AddScript(item, job);
        else if (script is ScalarNode)
            parts.AddScript(script, job);
    }

    /// <summary>Whether a value is taken from elsewhere, which is said.</summary>
    private bool IsElsewhere(DocumentNode? node)
    {
        if (node is null || tags is null || !tags.ContainsKey(node))
            return false;
        parts.Note(node, $"'{node.Path}' takes its value from elsewhere by !reference; it was not judged here.");
        return true;
    }

    private static string ServiceName(string job, DocumentNode service) =>
        service is MappingNode mapping
            ? $"{job}/{((mapping["alias"] ?? mapping["name"]) as ScalarNode)?.Text ?? "service"}"
            : $"{job}/{(service as ScalarNode)?.Text ?? "service"}";
}
