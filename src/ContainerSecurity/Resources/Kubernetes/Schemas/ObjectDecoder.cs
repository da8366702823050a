using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>
/// Reads a document into the types of the Kubernetes API as Go does: unknown fields and nulls are gone, as are zeros
/// that say nothing. What cannot be known stays unknown.
/// </summary>
internal sealed class ObjectDecoder
{
    private const int MaxUnknown = 100;
    private readonly List<DocumentError> errors = [];
    private readonly List<DocumentError> unknownFields = [];

    /// <summary>What cannot be read; the API server refuses such an object.</summary>
    public IReadOnlyList<DocumentError> Errors => errors;

    /// <summary>The first fields that the types have not, and that are not read.</summary>
    public IReadOnlyList<DocumentError> UnknownFields => unknownFields;

    /// <summary>Reads an object.</summary>
    public DraftMap Decode(MappingNode node, ObjectSchema schema) => DecodeMap(node, FieldType.Parse(schema.Name));

    private Draft? Decode(DocumentNode node, FieldType type) => node switch
    {
        ScalarNode { IsNull: true } => null,
        ScalarNode { IsTemplate: true } or UnknownNode => new DraftLeaf(node.Copy()),
        _ => type.Shape switch
        {
            FieldShape.Anything => new DraftLeaf(node.Copy()),
            FieldShape.Object or FieldShape.Map => node is MappingNode mapping ? DecodeMap(mapping, type) : Refuse(node, "a mapping"),
            FieldShape.List => node is SequenceNode list ? DecodeList(list, type) : Refuse(node, "a list"),
            _ => node is ScalarNode scalar ? DecodeScalar(scalar, type) : Refuse(node, "a single value"),
        },
    };

    private DraftMap DecodeMap(MappingNode node, FieldType type)
    {
        var map = new DraftMap(type, node.File, node.FieldSpan) { IsOpen = node.IsOpen, IsImplied = node.IsImplied };
        foreach (MappingEntry entry in node.Entries)
        {
            if (map.Schema is null)
                map.Add(entry.Key, entry.KeySpan, Decode(entry.Value, type.Item!) ?? Zero(entry.Value, type.Item!));
            else if (map.Schema[entry.Key] is not { } field)
                TellUnknown(entry);
            else if (Decode(entry.Value, field.Type) is { } value && !IsDropped(value, field))
                map.Add(entry.Key, entry.KeySpan, value);
        }
        return map;
    }

    private DraftList DecodeList(SequenceNode node, FieldType type)
    {
        var list = new DraftList(type, node.File, node.FieldSpan) { IsOpen = node.IsOpen, IsImplied = node.IsImplied };
        foreach (DocumentNode item in node.Items)
            list.Items.Add(Decode(item, type.Item!) ?? Zero(item, type.Item!));
        return list;
    }

    private DraftLeaf DecodeScalar(ScalarNode node, FieldType type) =>
        ScalarForms.Canonical(node, type.Shape) is { } form ? new DraftLeaf(form) : Refuse(node, ScalarForms.NameOf(type.Shape));

    /// <summary>Whether Go writes the field as if it were not there.</summary>
    private static bool IsDropped(Draft value, SchemaField field) =>
        !field.IsPointer && !field.IsAlwaysWritten && value is DraftLeaf { Node: ScalarNode scalar } && ScalarForms.IsZero(scalar, field.Type.Shape);

    /// <summary>What a null among the items of a list or the values of a map becomes.</summary>
    private static Draft Zero(DocumentNode node, FieldType type) => type.Shape switch
    {
        FieldShape.Object => new DraftMap(type, node.File, node.Span),
        FieldShape.List or FieldShape.Map or FieldShape.Anything or FieldShape.Bytes or FieldShape.Time or FieldShape.MicroTime => new DraftLeaf(node.Copy()),
        _ => new DraftLeaf(new ScalarNode(node.File, node.Span, ScalarForms.ZeroOf(type.Shape), ScalarForms.StyleOf(type.Shape))),
    };

    private void TellUnknown(MappingEntry entry)
    {
        if (unknownFields.Count < MaxUnknown)
            unknownFields.Add(new DocumentError(entry.Value.File.Path, entry.KeySpan, $"unknown field '{entry.Value.Path}'"));
    }

    private DraftLeaf Refuse(DocumentNode node, string expected)
    {
        errors.Add(new DocumentError(node.File.Path, node.Span, $"'{node.Path}' must be {expected}; the API server refuses the object."));
        return new DraftLeaf(node.Copy());
    }
}
