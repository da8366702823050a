using ContainerSecurity.Analyzers.Judging;
using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Roots;
using ContainerSecurity.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Manifests;

/// <summary>
/// Patches of the Kubernetes client, given as a text or as an object without a type: what they set is judged, of the
/// rest of the object nothing is known.
/// </summary>
internal sealed class EmbeddedPatch(ProjectionContext projection, DiagnosticReporter reporter, EmbeddedManifest manifests)
{
    /// <summary>Judges a <c>V1Patch</c>; any other creation is none.</summary>
    public void Judge(IObjectCreationOperation creation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (creation is not
            {
                Type:
                {
                    Name: "V1Patch",
                    ContainingNamespace: { Name: "Models", ContainingNamespace: { Name: "k8s", ContainingNamespace.IsGlobalNamespace: true } }
                },
                Arguments: [{ Value: { } body }, ..]
            })
            return;
        foreach (MappingDraft patch in PatchShape.Split(Read(body, cancellation)))
        {
            patch.OpenKeys();
            if (PatchShape.RootOf(patch) is not { } root)
                continue;
            RootDocument document = RootDocument.Of(root, patch, projection.Sources.OriginOf(creation.Syntax));
            reporter.Report(
                document.Resources,
                finding => document.PlaceOf(finding, projection.Sources) is { } place ? new Place(place, false) : null,
                creation.Syntax.GetLocation(),
                report);
        }
    }

    private Draft? Read(IOperation body, CancellationToken cancellation)
    {
        IOperation at = body;
        while (at is IConversionOperation conversion)
            at = conversion.Operand;
        if (at is IInvocationOperation
            {
                TargetMethod.Name: "Serialize" or "SerializeToNode" or "SerializeToElement" or "SerializeObject",
                Arguments: [{ Value: { } serialized }, ..]
            })
            return Read(serialized, cancellation);
        if (at.Type is { IsAnonymousType: true } or IArrayTypeSymbol { ElementType.IsAnonymousType: true }
            || (at is IObjectCreationOperation && DocumentTypes.IsDictionary(at.Type)))
            return new Projector(projection, BodyFacts.None, 0, cancellation).Project(at);
        if (manifests.Read(at, cancellation) is not { } literal)
            return null;
        var text = SourceText.From(literal.Text);
        return new DocumentReader().Read(literal.Text, "").Documents is [var document] ? DraftOf(document, literal, text) : null;
    }

    private Draft DraftOf(DocumentNode node, LiteralText literal, SourceText text)
    {
        Origin OriginOf(SourceSpan span) => projection.Sources.OriginOf(literal.Tree, EmbeddedManifest.SpanOf(literal, text, span));
        Origin origin = OriginOf(node.Span);
        switch (node)
        {
            case MappingNode mapping:
                var draft = new MappingDraft(origin);
                foreach (MappingEntry entry in mapping.Entries)
                    draft.Set(entry.Key, OriginOf(entry.KeySpan), DraftOf(entry.Value, literal, text));
                return draft;
            case SequenceNode sequence:
                var list = new SequenceDraft(origin);
                list.Items.AddRange(sequence.Items.Select(i => DraftOf(i, literal, text)));
                return list;
            case ScalarNode scalar when !scalar.Text.Contains("{{"):
                return new ScalarDraft(origin, scalar.Text, scalar.Style);
            default:
                return new UnknownDraft(origin);
        }
    }
}
