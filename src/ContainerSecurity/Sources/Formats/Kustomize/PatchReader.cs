using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Sources;

/// <summary>Reads the patches of a kustomization as objects of which only that is known which the patch says.</summary>
/// <param name="documents">Reads patches that are texts.</param>
/// <param name="templates">Where kinds carry pods.</param>
internal sealed class PatchReader(DocumentReader documents, PodTemplates templates)
{
    private static readonly string[] OfPods = ["containers", "initContainers", "volumes", "hostNetwork", "hostPID", "hostIPC", "securityContext"];
    private static readonly string[] OfTarget = ["apiVersion", "kind", "metadata"];

    /// <summary>Reads a patch that is a text in a kustomization.</summary>
    public IEnumerable<Resource> Read(ScalarNode text, MappingNode? target, ICollection<DocumentError> errors)
    {
        DocumentSet set = documents.Read(text.Text, text.File.Path);
        foreach (DocumentError error in set.Errors)
            errors.Add(new DocumentError(text.File.Path, text.FieldSpan, $"The patch cannot be read, so it was not judged: {error.Message}"));
        return [.. set.Documents.SelectMany(d => Read(OpenDocument.InPlace(text, OpenDocument.At(text, d)), target, errors))];
    }

    /// <summary>Reads a document of a patch: an object, a list of objects, or a list of operations (RFC 6902).</summary>
    public IEnumerable<Resource> Read(DocumentNode document, MappingNode? target, ICollection<DocumentError> errors) => document switch
    {
        MappingNode mapping when OpenDocument.IsDeletion(mapping) => [],
        MappingNode mapping => ReadObject(OpenDocument.Of(mapping), target, errors),
        SequenceNode operations when operations.Items.Any(JsonPatch.IsOperation) =>
            JsonPatch.ToObject(operations) is { } made ? ReadObject(made, target, errors) : [],
        SequenceNode list => list.Items.OfType<MappingNode>().SelectMany(i => Read(i, target, errors)),
        _ => [],
    };

    private IReadOnlyList<Resource> ReadObject(MappingNode patch, MappingNode? target, ICollection<DocumentError> errors)
    {
        (string version, string kind) = KindOf(patch, target);
        if (kind.Length == 0)
            return [];
        var entries = patch.Entries.Where(e => Array.IndexOf(OfTarget, e.Key) < 0).Select(e => e with { Value = e.Value.Copy() }).ToList();
        entries.Add(Entry(patch, "apiVersion", patch["apiVersion"]?.Copy() ?? Text(patch, version)));
        entries.Add(Entry(patch, "kind", patch["kind"]?.Copy() ?? Text(patch, kind)));
        if (MetadataOf(patch, target) is { } metadata)
            entries.Add(Entry(patch, "metadata", metadata));
        var completed = new MappingNode(patch.File, patch.Span, [.. entries], isOpen: true);
        OpenDocument.InPlace(patch, completed);
        return KubernetesReader.Read(completed, errors, templates);
    }

    private static DocumentNode? MetadataOf(MappingNode patch, MappingNode? target) =>
        patch["metadata"] is { } own ? own.Copy()
        : target?["name"] is ScalarNode name
            ? new MappingNode(patch.File, patch.Span, [new MappingEntry("name", patch.Span, Text(patch, name.Text))], isOpen: true)
        : null;

    private static MappingEntry Entry(MappingNode patch, string key, DocumentNode value) =>
        new(key, patch.Entries.Where(e => e.Key == key).Select(e => e.KeySpan).FirstOrDefault() is { Line: > 0 } span ? span : patch.Span, value);

    private static ScalarNode Text(MappingNode patch, string text) => new(patch.File, patch.Span, text, ScalarStyle.Quoted);

    /// <summary>The version and kind of what is patched: as the patch, the kustomization or the fields say; empty where nothing does.</summary>
    private static (string Version, string Kind) KindOf(MappingNode patch, MappingNode? target)
    {
        if ((TextOf(patch["kind"]) ?? TextOf(target?["kind"])) is { } kind)
            return (TextOf(patch["apiVersion"]) ?? VersionOf(target, kind), kind);
        return patch["spec"] is not MappingNode spec ? ("", "")
            : spec["jobTemplate"] is not null ? ("batch/v1", "CronJob")
            : spec["template"] is not null ? ("apps/v1", "Deployment")
            : Array.Exists(OfPods, f => spec[f] is not null) ? ("v1", "Pod")
            : ("", "");
    }

    private static string VersionOf(MappingNode? target, string kind)
    {
        string? known = PodTemplates.Default.Kinds
            .FirstOrDefault(k => k.StartsWith(kind + ".", StringComparison.Ordinal) && k.IndexOf('.', kind.Length + 1) < 0);
        string group = TextOf(target?["group"]) ?? known?.Substring(kind.Length + 1) ?? "";
        string version = TextOf(target?["version"]) ?? "v1";
        return group.Length == 0 ? version : $"{group}/{version}";
    }

    private static string? TextOf(DocumentNode? node) => node is ScalarNode { IsNull: false, Text: { Length: > 0 } text } ? text : null;
}
