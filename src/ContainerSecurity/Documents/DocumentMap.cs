using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Documents;

/// <summary>A mapping as a map of the expression language; the fields that were asked for are known from then on.</summary>
internal sealed class DocumentMap(MappingNode mapping) : CelMap
{
    /// <summary>How many fields are remembered; further ones are looked for each time.</summary>
    private const int MaxKnown = 32;

    /// <summary>The fields that were asked for, the last one first. Each is whole before it is seen: threads may share the map.</summary>
    private Field? known;

    public MappingNode Mapping => mapping;

    public override int Count => mapping.Entries.Count;

    public override IEnumerable<CelValue> Keys
    {
        get
        {
            foreach (MappingEntry entry in mapping.Entries)
                yield return CelValue.From(entry.Key);
            if (mapping.IsOpen)
                yield return DocumentValue.Unknown(mapping);
        }
    }

    public override bool TryGet(CelValue key, out CelValue value)
    {
        value = default;
        return key.Kind == CelKind.String && TryGetField(key.AsString(), out value);
    }

    public override bool TryGetField(string name, out CelValue value)
    {
        Field? field = known;
        while (field is not null && field.Name != name)
            field = field.Next;
        if (field is null)
        {
            field = Find(name);
            if (field.Number <= MaxKnown)
                known = field;
        }
        value = field.Value;
        return field.IsFound;
    }

    private Field Find(string name) => mapping[name] is { } node
        ? new Field(name, isFound: true, DocumentValue.Of(node), known)
        : new Field(name, mapping.IsOpen, mapping.IsOpen ? CelValue.Unknown(DocumentLocation.OfMissing(mapping, name).Path) : default, known);

    private sealed class Field(string name, bool isFound, CelValue value, Field? next)
    {
        public readonly string Name = name;
        public readonly bool IsFound = isFound;
        public readonly CelValue Value = value;
        public readonly Field? Next = next;
        public readonly int Number = next is null ? 1 : next.Number + 1;
    }
}
