using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>Makes a layer of a document: keys are checked, the schema compared, tags of merging taken out, variables filled in.</summary>
internal sealed class ComposeDocument
{
    private const string Reset = "!reset";
    private const int MaxErrors = 100;
    private readonly IReadOnlyDictionary<DocumentNode, string>? tags;
    private readonly Interpolation interpolation;
    private readonly ICollection<DocumentError> errors;
    private readonly HashSet<string> cleared = new(StringComparer.Ordinal);
    private string path = "";

    private ComposeDocument(IReadOnlyDictionary<DocumentNode, string>? tags, Func<string, Field<string>> variables, ICollection<DocumentError> errors)
    {
        this.tags = tags;
        this.errors = errors;
        interpolation = new Interpolation(variables);
    }

    /// <summary>Reads a layer; null where the document is no mapping.</summary>
    /// <param name="root">The document.</param>
    /// <param name="tags">The nodes with tags.</param>
    /// <param name="folder">The folder of its file.</param>
    /// <param name="variables">The variables.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static ComposeLayer? Read(
        DocumentNode root,
        IReadOnlyDictionary<DocumentNode, string>? tags,
        string folder,
        Func<string, Field<string>> variables,
        ICollection<DocumentError> errors)
    {
        if (root is not MappingNode)
        {
            errors.Add(new DocumentError(root.File.Path, root.Span, "The top-level object must be a mapping, with 'services' in it; nothing was judged."));
            return null;
        }
        var document = new ComposeDocument(tags, variables, errors);
        document.CheckKeys(root);
        var stripped = (MappingNode)document.Copy(root, n => n.Copy());
        foreach (ComposeSchema.Problem problem in ComposeSchema.Check(stripped))
            errors.Add(Report(problem));
        document.cleared.Clear();
        return new ComposeLayer((MappingNode)document.Copy(root, document.Expand), folder, document.cleared);
    }

    private static DocumentError Report(ComposeSchema.Problem problem)
    {
        string file = problem.Node.File.Path.Substring(Math.Max(problem.Node.File.Path.LastIndexOf('/'), problem.Node.File.Path.LastIndexOf('\\')) + 1);
        return new DocumentError(
            problem.Node.File.Path,
            problem.Node.FieldSpan,
            $"validating {file}: {(problem.Path.Length > 0 ? problem.Path + " " : "")}{problem.Text}");
    }

    /// <summary>A copy without the values that are reset.</summary>
    private DocumentNode Copy(DocumentNode node, Func<ScalarNode, DocumentNode> scalar)
    {
        switch (node)
        {
            case ScalarNode leaf:
                return scalar(leaf);
            case SequenceNode sequence:
                return new SequenceNode(
                    sequence.File,
                    sequence.Span,
                    [.. sequence.Items.Where(i => TagOf(i) != Reset).Select(i => Copy(i, scalar))],
                    sequence.IsOpen);
            case MappingNode mapping:
                var entries = new List<MappingEntry>();
                foreach (MappingEntry entry in mapping.Entries)
                {
                    string outer = path;
                    path = ComposeMerge.PathOf(outer, entry.Key);
                    string? tag = TagOf(entry.Value);
                    if (tag is not null)
                        cleared.Add(path);
                    if (tag != Reset)
                        entries.Add(entry with { Value = Copy(entry.Value, scalar) });
                    path = outer;
                }
                return new MappingNode(mapping.File, mapping.Span, entries, mapping.IsOpen);
            default:
                return node.Copy();
        }
    }

    private string? TagOf(DocumentNode node) => tags is not null && tags.TryGetValue(node, out string? tag) ? tag : null;

    private DocumentNode Expand(ScalarNode scalar)
    {
        if (!Interpolation.Concerns(scalar.Text))
            return scalar.Copy();
        string text = interpolation.Expand(scalar.Text);
        if (interpolation.Error is null)
            return new ScalarNode(scalar.File, scalar.Span, text, scalar.Style);
        errors.Add(new DocumentError(scalar.File.Path, scalar.FieldSpan, Describe(interpolation.Error, path.Replace('\0', '.'))));
        return new UnknownNode(scalar.File, scalar.Span);
    }

    private static string Describe(string error, string path) =>
        error == Interpolation.InvalidFormat
            ? $"{error} for {path}. A dollar that stands for itself is written $$; the value was not judged."
            : $"error while interpolating {path}: {error}; the value was not judged.";

    private void CheckKeys(DocumentNode node)
    {
        if (node is MappingNode mapping)
            foreach (MappingEntry entry in mapping.Entries)
            {
                if (!IsString(entry, mapping.File) && errors.Count < MaxErrors)
                    errors.Add(new DocumentError(
                        mapping.File.Path,
                        entry.KeySpan,
                        $"non-string key {(mapping.Parent is null ? "at top level" : "in " + mapping.Path)}: {entry.Key}; put it in quotes."));
                CheckKeys(entry.Value);
            }
        foreach (DocumentNode item in (node as SequenceNode)?.Items ?? [])
            CheckKeys(item);
    }

    /// <summary>A key without quotes may be a number, a boolean or nothing.</summary>
    private static bool IsString(MappingEntry entry, SourceFile file)
    {
        string key = entry.Key;
        if (ComposeScalars.TypeOf(new ScalarNode(file, entry.KeySpan, key, ScalarStyle.Plain)) == "string")
            return true;
        int start = file.Text is null ? -1 : file.Lines.OffsetOf(entry.KeySpan.Line, entry.KeySpan.Column);
        return start >= 0 && start < file.Text!.Length && file.Text[start] is '"' or '\'';
    }
}
