using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>An object as the API server has it: decoded by its type, completed with defaults. Positions stay those of the document.</summary>
/// <param name="Node">The object.</param>
/// <param name="Errors">What cannot be read; the API server refuses such an object.</param>
internal sealed record TypedObject(MappingNode Node, IReadOnlyList<DocumentError> Errors)
{
    /// <summary>Fields that the type has not, and that are not read.</summary>
    public IReadOnlyList<DocumentError> UnknownFields { get; init; } = [];

    /// <summary>Reads an object; null where its kind is not one of Kubernetes' own.</summary>
    /// <param name="node">The object as written.</param>
    /// <param name="stage">How far the API server has come with it.</param>
    /// <param name="namespace">The namespace of the request; empty for an object of the cluster.</param>
    public static TypedObject? Read(MappingNode node, ObjectStage stage = ObjectStage.Stored, string @namespace = "")
    {
        if (ObjectSchemas.Find(Text(node, "apiVersion"), Text(node, "kind")) is not { } schema)
            return null;
        var decoder = new ObjectDecoder();
        DraftMap draft = decoder.Decode(node, schema);
        if (stage == ObjectStage.Created)
            ObjectCreation.Strip(draft);
        ObjectDefaults.Complete(draft);
        if (stage != ObjectStage.Stored)
            ObjectAdmission.Complete(draft, @namespace);
        if (stage == ObjectStage.Created)
            ObjectCreation.Complete(draft);
        return new TypedObject(ObjectEncoder.Encode(draft), decoder.Errors) { UnknownFields = decoder.UnknownFields };
    }

    /// <summary>Reads an object without completing it; null where its kind is not one of Kubernetes' own.</summary>
    public static TypedObject? Decode(MappingNode node)
    {
        if (ObjectSchemas.Find(Text(node, "apiVersion"), Text(node, "kind")) is not { } schema)
            return null;
        var decoder = new ObjectDecoder();
        DraftMap draft = decoder.Decode(node, schema);
        return new TypedObject(ObjectEncoder.Encode(draft), decoder.Errors) { UnknownFields = decoder.UnknownFields };
    }

    private static string Text(MappingNode node, string key) => node[key] is ScalarNode scalar ? scalar.Text : "";
}
