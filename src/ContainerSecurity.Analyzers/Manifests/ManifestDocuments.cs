using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Analyzers.Manifests;

/// <summary>The documents of a text of manifests, read once for the judgement and for telling what is written from what is missing.</summary>
internal sealed class ManifestDocuments
{
    private readonly DocumentSet documents;

    public ManifestDocuments(string text, string path)
    {
        documents = new DocumentReader().Read(text, path);
        var errors = new List<DocumentError>(documents.Errors);
        Resources = [.. documents.Documents.SelectMany(d => KubernetesReader.Read(d, errors))];
        Errors = errors;
    }

    public IReadOnlyList<Resource> Resources { get; }

    public IReadOnlyList<DocumentError> Errors { get; }

    /// <summary>Whether a finding is about something that is not there.</summary>
    public bool IsMissing(Finding finding) =>
        !documents.Documents.Any(d => d.Span.Line <= finding.Location.Span.Line && finding.Location.Span.Line <= d.Span.EndLine && Holds(d, finding.Location.Path));

    private static bool Holds(DocumentNode node, string path) =>
        (node.Path == path && node is not ScalarNode { IsNull: true }) || node switch
        {
            MappingNode mapping => mapping.Entries.Any(e => MayHold(e.Value, path) && Holds(e.Value, path)),
            SequenceNode sequence => sequence.Items.Any(i => MayHold(i, path) && Holds(i, path)),
            _ => false,
        };

    private static bool MayHold(DocumentNode node, string path) => path.StartsWith(node.Path, StringComparison.Ordinal);
}
