using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>Writes an object as Go does: empty collections are left out, and what is always written is written though nothing is given.</summary>
internal static class ObjectEncoder
{
    private const int MilliPlaces = 3;

    public static MappingNode Encode(DraftMap map)
    {
        var entries = new List<MappingEntry>();
        bool isAmount = map.Schema is null && map.Type.Item!.Shape == FieldShape.Quantity;
        foreach (DraftMap.Entry entry in map.Entries)
            if (map.Schema is null || !IsLeftOut(entry.Value, map.Schema[entry.Key]!))
                entries.Add(new MappingEntry(entry.Key, entry.KeySpan, Encode(entry.Value, isAmount)));
        if (map.Schema is not null && !map.IsOpen)
            foreach (SchemaField field in map.Schema.Fields)
                if ((field.IsAlwaysWritten || field.IsValue) && map[field.Name] is null)
                    entries.Add(new MappingEntry(field.Name, map.Place, Empty(map, field)));
        return new MappingNode(map.File, map.Place, entries, map.IsOpen) { IsImplied = map.IsImplied };
    }

    private static DocumentNode Encode(Draft value, bool isAmount) => value switch
    {
        DraftMap map => Encode(map),
        DraftList list => new SequenceNode(
            list.File,
            list.Place,
            [.. list.Items.Select(i => Encode(i, isAmount: false))],
            list.IsOpen)
        { IsImplied = list.IsImplied },
        DraftLeaf { Node: ScalarNode { IsTemplate: false } scalar } when isAmount => Amount(scalar),
        _ => ((DraftLeaf)value).Node.Copy(),
    };

    /// <summary>Amounts of resources are whole thousandths.</summary>
    private static ScalarNode Amount(ScalarNode scalar) => Quantity.TryParse(scalar.Text, out Quantity quantity)
        ? new ScalarNode(scalar.File, scalar.Span, quantity.RoundUp(MilliPlaces).ToCanonical(), ScalarStyle.Quoted) { IsImplied = scalar.IsImplied }
        : (ScalarNode)scalar.Copy();

    private static bool IsLeftOut(Draft value, SchemaField field) => !field.IsAlwaysWritten && value switch
    {
        DraftList list => list.Items.Count == 0 && !list.IsOpen,
        DraftMap map => map.Schema is null && map.Entries.Count == 0 && !map.IsOpen,
        _ => false,
    };

    private static DocumentNode Empty(DraftMap near, SchemaField field)
    {
        FieldShape shape = field.Type.Shape;
        if (shape == FieldShape.Object && field.IsValue)
            return Encode(DraftMap.Implied(near, field.Type));
        bool isNull = field.IsPointer || shape is FieldShape.Object or FieldShape.List or FieldShape.Map;
        return new ScalarNode(
            near.File,
            near.Place,
            isNull ? "null" : ScalarForms.ZeroOf(shape),
            isNull ? ScalarStyle.Plain : ScalarForms.StyleOf(shape))
        { IsImplied = true };
    }
}
