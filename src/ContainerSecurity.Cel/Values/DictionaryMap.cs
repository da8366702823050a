namespace ContainerSecurity.Cel.Values;

/// <summary>A map that an expression or a caller built.</summary>
internal sealed class DictionaryMap(Dictionary<CelValue, CelValue> entries) : CelMap
{
    public static readonly DictionaryMap Empty = new([]);

    public override int Count => entries.Count;
    public override IEnumerable<CelValue> Keys => entries.Keys;
    public override bool TryGet(CelValue key, out CelValue value) => entries.TryGetValue(key, out value);

    public Dictionary<CelValue, CelValue> Copy() => new(entries);
}
