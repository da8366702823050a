using System.Text.Json;

namespace ContainerSecurity.Cel.Values;

/// <summary>A JSON object, read where it lies.</summary>
internal sealed class JsonMap(JsonElement element) : CelMap
{
    public override int Count => element.GetPropertyCount();
    public override IEnumerable<CelValue> Keys => element.EnumerateObject().Select(p => CelValue.From(p.Name));

    public override bool TryGet(CelValue key, out CelValue value)
    {
        value = default;
        return key.Reference is string name && TryGetField(name, out value);
    }

    public override bool TryGetField(string name, out CelValue value)
    {
        bool found = element.TryGetProperty(name, out JsonElement child);
        value = found ? CelValue.From(child) : default;
        return found;
    }

    // Nothing is made for the objects on the way.
    internal override int Walk(FieldName[] path, int from, int to, out CelValue value)
    {
        JsonElement current = element;
        for (int i = from; i < to; i++)
        {
            if (current.ValueKind != JsonValueKind.Object)
            {
                value = CelValue.From(current);
                return i;
            }
            if (!current.TryGetProperty(path[i].Utf8, out current))
            {
                value = default;
                return ~i;
            }
        }
        value = CelValue.From(current);
        return to;
    }
}
