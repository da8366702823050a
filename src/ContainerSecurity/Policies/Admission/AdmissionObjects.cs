using System.Runtime.CompilerServices;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Policies.Admission;

/// <summary>
/// Objects as the API server shows them to its policies. Kubernetes' own kinds are decoded and completed; custom
/// resources stay as they are, but for what every creation adds.
/// </summary>
internal static class AdmissionObjects
{
    private static readonly ConditionalWeakTable<MappingNode, StoredObject> Stored = new();

    /// <summary>Reads an object.</summary>
    /// <param name="written">The object as it is written; the null value for none.</param>
    /// <param name="stage">How far the API server has come with it.</param>
    /// <param name="namespace">The namespace of the request; empty for an object of the cluster.</param>
    /// <param name="errors">Receives what cannot be read.</param>
    public static CelValue Read(CelValue written, ObjectStage stage, string @namespace, ICollection<DocumentError> errors)
    {
        if (written.As<CelMap>() is null)
            return written;
        MappingNode node = written.As<DocumentMap>()?.Mapping ?? (MappingNode)ValueNode.Of(written);
        if (TypedObject.Read(node, stage, @namespace) is { } typed)
        {
            foreach (DocumentError error in typed.Errors)
                errors.Add(error);
            return DocumentValue.Of(typed.Node);
        }
        return stage == ObjectStage.Stored ? written : DocumentValue.Of(CustomObject.Create(node, stage, @namespace));
    }

    /// <summary>Reads an object that is there already, such as a policy's parameters. One from a document is read once.</summary>
    public static CelValue ReadStored(CelValue written) =>
        written.As<DocumentMap>() is { } document ? Stored.GetValue(document.Mapping, _ => new StoredObject(Read(written, ObjectStage.Stored, "", []))).Value
        : Read(written, ObjectStage.Stored, "", []);

    /// <summary>Reads an object that a policy has changed, in which nothing may stand that its type has not.</summary>
    public static CelValue ReadChanged(CelValue changed, AdmissionRequest request)
    {
        TypedObject? typed = TypedObject.Read((MappingNode)ValueNode.Of(changed), ObjectStage.Requested, request.IsClusterScoped ? "" : request.Namespace);
        if (typed is null)
            return changed;
        return typed.Errors.Concat(typed.UnknownFields).FirstOrDefault() is { } error ? CelValue.Error(error.Message) : DocumentValue.Of(typed.Node);
    }

    /// <summary>The object without the fields that are there for certain, but whose values only the API server knows.</summary>
    public static CelValue WithoutUnknown(CelValue value) => value.As<DocumentMap>() is { } map ? DocumentValue.Of(WithoutUnknown(map.Mapping)) : value;

    private static DocumentNode WithoutUnknown(DocumentNode node) => node switch
    {
        MappingNode map => new MappingNode(map.File, map.Span, [.. Known(map)], map.IsOpen) { IsImplied = map.IsImplied },
        SequenceNode list => new SequenceNode(
            list.File,
            list.Span,
            [.. list.Items.Where(IsKnown).Select(WithoutUnknown)],
            list.IsOpen)
        { IsImplied = list.IsImplied },
        _ => node.Copy(),
    };

    private static IEnumerable<MappingEntry> Known(MappingNode map) =>
        map.Entries.Where(e => IsKnown(e.Value)).Select(e => e with { Value = WithoutUnknown(e.Value) });

    private static bool IsKnown(DocumentNode node) => node is not UnknownNode { IsImplied: true };

    private sealed record StoredObject(CelValue Value);
}
