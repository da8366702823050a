using ContainerSecurity.Documents;
using ContainerSecurity.Documents.Yaml;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Resources.Compose;

/// <summary>Reads compose files: each service becomes a <see cref="Workload"/>, each document a <see cref="ComposeFile"/>.</summary>
internal static class ComposeReader
{
    /// <summary>Reads a project.</summary>
    /// <param name="parts">Its files, later ones laid over earlier ones; at least one.</param>
    /// <param name="errors">Receives what is wrong.</param>
    /// <param name="files">
    /// Gives the text of another file by its path from the first file's folder: missing where there is none, unknown
    /// where nobody may look. Null where nobody can look.
    /// </param>
    /// <param name="variables">
    /// The values of variables, before those of the <c>.env</c> beside the first file; unknown ones may be set where
    /// the file is used. Null for none.
    /// </param>
    /// <param name="limits">Bounds on the input; null for the defaults.</param>
    public static IReadOnlyList<Resource> Read(
        IReadOnlyList<SourceFile> parts,
        ICollection<DocumentError> errors,
        Func<string, Field<string>>? files = null,
        Func<string, Field<string>>? variables = null,
        DocumentLimits? limits = null)
    {
        _ = errors ?? throw new ArgumentNullException(nameof(errors));
        if ((parts ?? throw new ArgumentNullException(nameof(parts))).Count == 0)
            throw new ArgumentException("A project has at least one file.", nameof(parts));
        var opened = new ComposeFiles(parts[0], files ?? (_ => Field<string>.Unknown()));
        Func<string, Field<string>> find = new ComposeVariables(opened, [".env"], variables ?? (_ => Field<string>.Unknown())).Find;
        var loader = new ComposeLoader(opened, new DocumentReader(limits) { Use = YamlUse.Compose }, errors);
        MappingNode? root = loader.Load(parts, find);
        if (root is null)
            return NothingRead(parts[0], errors);
        ComposeChecks.Check(root, errors);
        var project = new NodeView(root);
        var services = new ServiceReader(project, opened, find);
        Resource[] resources =
        [
            .. loader.Documents.OfType<MappingNode>().Select(d => new ComposeFile(new NodeView(d), Field<string>.Known(NameOf(d.File), d))),
            .. (project["services"].Mapping?.Entries ?? []).Where(s => s.Value is MappingNode).Select(s => services.Read(s.Key, new NodeView(s.Value))),
            .. InlineDockerfiles(project, errors),
        ];
        foreach (Resource resource in resources)
            resource.Together = resources;
        return resources;
    }

    /// <summary>The Dockerfiles that are written into services. What keeps files of the build's folder out is not looked for.</summary>
    private static IEnumerable<Resource> InlineDockerfiles(NodeView project, ICollection<DocumentError> errors)
    {
        foreach (MappingEntry service in project["services"].Mapping?.Entries ?? [])
            if (new NodeView(service.Value as MappingNode)["build"].Node("dockerfile_inline") is { IsKnown: true, Value: ScalarNode { IsNull: false } text })
                yield return DockerfileReader.Read(text.File, errors, Field<DockerIgnore>.Unknown(), EmbeddedText.Of(text, $"{service.Key}.dockerfile_inline"));
    }

    /// <summary>Whether a document is one of a compose file and not a Kubernetes object: it has services, or includes some, and no kind.</summary>
    /// <param name="root">The document.</param>
    public static bool IsCompose(DocumentNode root) =>
        root is MappingNode mapping
        && mapping["apiVersion"] is null
        && mapping["kind"] is null
        && (mapping["services"] is MappingNode || mapping["include"] is SequenceNode);

    private static Resource[] NothingRead(SourceFile file, ICollection<DocumentError> errors)
    {
        if (errors.Count == 0)
            errors.Add(new DocumentError(file.Path, SourceSpan.FileStart, "empty compose file: there is nothing to judge."));
        return [];
    }

    private static string NameOf(SourceFile file) => file.Path.Substring(ComposeFiles.FolderOf(file.Path).Length);
}
