using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>Puts a compose project together from its files: later ones laid over earlier ones, services extended, other files included.</summary>
internal sealed class ComposeLoader(ComposeFiles files, DocumentReader documents, ICollection<DocumentError> errors)
{
    private const int MaxDepth = 16;
    private const int MaxReads = 500;
    private const int MaxDocuments = 100;
    private static readonly string[] Elements = ["services", "networks", "volumes", "secrets", "configs", "models"];
    private readonly List<DocumentNode> read = [];
    private int reads;
    private readonly Dictionary<(string, Func<string, Field<string>>), ComposeLayer?> opened = [];

    /// <summary>The documents of all files that were read, as they are written.</summary>
    public IReadOnlyList<DocumentNode> Documents => read;

    /// <summary>Loads files as one project.</summary>
    /// <param name="parts">The files, later ones over earlier ones.</param>
    /// <param name="variables">The variables.</param>
    /// <returns>The project as one document; null where nothing could be read.</returns>
    public MappingNode? Load(IReadOnlyList<SourceFile> parts, Func<string, Field<string>> variables) => Load(parts, "", variables, []);

    private MappingNode? Load(IReadOnlyList<SourceFile> parts, string folder, Func<string, Field<string>> variables, IReadOnlyList<string> including)
    {
        MappingNode? root = null;
        foreach (SourceFile part in parts)
            foreach (ComposeLayer layer in ReadLayers(part, folder, variables))
            {
                MappingNode own = new ServiceExtension(this, errors, variables, root).Apply(layer);
                root = root is null ? own : (MappingNode)ComposeMerge.Merge(layer.Clear(root), own, "");
            }
        foreach (DocumentNode include in (root?["include"] as SequenceNode)?.Items ?? [])
            if (Include(include, folder, variables, [.. including, .. parts.Select(p => p.Path)]) is { } other)
                root = Join(other, root!);
        return root;
    }

    /// <summary>The layer of a file that a service extends; null where it cannot be read.</summary>
    /// <param name="path">Its path from the main file's folder.</param>
    /// <param name="variables">The variables.</param>
    public ComposeLayer? Open(string path, Func<string, Field<string>> variables)
    {
        if (opened.TryGetValue((path, variables), out ComposeLayer? known))
            return known;
        List<ComposeLayer> layers = files.Open(path) is { } file ? ReadLayers(file, ComposeFiles.FolderOf(path), variables) : [];
        return opened[(path, variables)] = layers.Count == 0
            ? null
            : layers.Aggregate((a, b) => b with { Root = (MappingNode)ComposeMerge.Merge(b.Clear(a.Root), b.Root, "") });
    }

    private List<ComposeLayer> ReadLayers(SourceFile file, string folder, Func<string, Field<string>> variables)
    {
        var layers = new List<ComposeLayer>();
        bool isNew = !read.Exists(d => d.File.Path == file.Path);
        if (++reads > MaxReads)
        {
            if (reads == MaxReads + 1)
                errors.Add(new DocumentError(file.Path, SourceSpan.FileStart, $"The project reads more than {MaxReads} files; the rest was not judged."));
            return layers;
        }
        DocumentSet set = documents.Read(file.Text ?? "", file.Path);
        List<DocumentError> found = set.Said();
        if (set.Documents.Count > MaxDocuments)
            found.Add(new DocumentError(file.Path, SourceSpan.FileStart, $"The file holds more than {MaxDocuments} documents; the rest was not judged."));
        foreach (DocumentNode document in set.Documents.Take(MaxDocuments))
        {
            if (ComposeDocument.Read(document, set.Tags, folder, variables, found) is { } layer)
                layers.Add(layer);
            if (isNew)
                read.Add(document);
        }
        if (isNew)
            foreach (DocumentError error in found)
                errors.Add(error);
        return layers;
    }

    private MappingNode? Include(DocumentNode include, string folder, Func<string, Field<string>> variables, IReadOnlyList<string> including)
    {
        var view = new NodeView(include is ScalarNode
            ? new MappingNode(include.File, include.Span, [new MappingEntry("path", include.Span, include.Copy())])
            : include);
        var parts = new List<SourceFile>();
        string? inner = null;
        foreach (Field<string> path in ComposeFields.Texts(view, "path").Items)
        {
            string full = path.IsKnown ? ComposeFiles.IsRemote(path.Value) ? path.Value : ComposeFiles.Combine(folder, path.Value) : "";
            if (full.Length == 0 || files.Open(full) is not { } file)
            {
                errors.Add(new DocumentError(
                    include.File.Path,
                    (path.Node ?? include).FieldSpan,
                    $"'include' names {Quote(path)}, which cannot be read here; its services were not judged.{Advice(path)}"));
                return null;
            }
            if (including.Contains(file.Path) || including.Count > MaxDepth)
            {
                errors.Add(new DocumentError(
                    include.File.Path,
                    include.FieldSpan,
                    $"include cycle detected: {string.Join(" includes ", including)} includes {file.Path}"));
                return null;
            }
            parts.Add(file);
            inner ??= ComposeFiles.FolderOf(full);
        }
        if (parts.Count == 0)
            return null;
        Field<string> project = ComposeFields.Text(view, "project_directory");
        string own = project.IsKnown ? ComposeFiles.Combine(folder, project.Value) + "/" : inner!;
        FieldList<string> named = ComposeFields.Texts(view, "env_file");
        string[] environment = named.Items.Count > 0
            ? [.. named.Items.Where(f => f.IsKnown).Select(f => ComposeFiles.Combine(folder, f.Value))]
            : [ComposeFiles.Combine(own, ".env")];
        return Load(parts, own, new ComposeVariables(files, environment, variables).Find, including);
    }

    /// <summary>The elements of an included project beside those that include it, which win.</summary>
    private static MappingNode Join(MappingNode included, MappingNode root)
    {
        MappingEntry[] elements = [.. included.Entries.Where(e => Array.IndexOf(Elements, e.Key) >= 0).Select(e => e with { Value = e.Value.Copy() })];
        return (MappingNode)ComposeMerge.Merge(new MappingNode(root.File, root.Span, elements), root, "");
    }

    internal static string Quote(Field<string> path) => path.ToString() is { Length: > 0 } text ? $"'{text}'" : "a file";

    internal static string Advice(Field<string> path) =>
        path.Is(ComposeFiles.IsRemote) ? " Nothing is fetched; keep a copy in the project." : " Name a folder that holds both files.";
}
