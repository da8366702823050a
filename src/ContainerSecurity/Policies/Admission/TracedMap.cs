using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A mapping that tells which of its fields are looked at.</summary>
internal sealed class TracedMap(DocumentMap map, AccessTrace trace) : CelMap
{
    public override int Count => map.Count;

    public override IEnumerable<CelValue> Keys => map.Keys;

    public override bool TryGet(CelValue key, out CelValue value)
    {
        value = default;
        return key.Kind == CelKind.String && TryGetField(key.AsString(), out value);
    }

    public override bool TryGetField(string name, out CelValue value)
    {
        bool found = map.TryGetField(name, out value);
        trace.Saw(map.Mapping[name] is { } node ? DocumentLocation.Of(node) : DocumentLocation.OfMissing(map.Mapping, name));
        value = trace.Follow(value);
        return found;
    }
}
