using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Documents;

/// <summary>A mapping as a map of the expression language.</summary>
internal sealed class DocumentMap(MappingNode mapping) : CelMap
{
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
        if (mapping[name] is { } node)
        {
            value = DocumentValue.Of(node);
            return true;
        }
        value = mapping.IsOpen ? CelValue.Unknown(DocumentLocation.OfMissing(mapping, name).Path) : default;
        return mapping.IsOpen;
    }
}
