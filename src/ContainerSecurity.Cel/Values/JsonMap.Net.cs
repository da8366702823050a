using System.Text.Json;

namespace ContainerSecurity.Cel.Values;

/// <summary>A JSON object, read where it lies; the fields that were asked for are known from then on.</summary>
internal sealed class JsonMap(JsonElement element) : CelMap
{
    /// <summary>How many fields are remembered; further ones are looked for each time.</summary>
    private const int MaxKnown = 32;

    /// <summary>The fields that were asked for, the last one first. Each is whole before it is seen: threads may share the map.</summary>
    private Field? known;

    public override int Count => element.GetPropertyCount();
    public override IEnumerable<CelValue> Keys => element.EnumerateObject().Select(p => CelValue.From(p.Name));

    public override bool TryGet(CelValue key, out CelValue value)
    {
        value = default;
        return key.Reference is string name && TryGetField(name, out value);
    }

    public override bool TryGetField(string name, out CelValue value)
    {
        Field field = Look(name);
        value = field.Value;
        return field.IsFound;
    }

    internal override int Walk(FieldName[] path, int from, int to, out CelValue value)
    {
        JsonMap map = this;
        for (int i = from; ; i++)
        {
            Field field = map.Look(path[i]);
            value = field.Value;
            if (!field.IsFound)
                return ~i;
            if (i + 1 >= to || value.Reference is not JsonMap next)
                return i + 1;
            map = next;
        }
    }

    private Field Look(string name)
    {
        for (Field? field = known; field is not null; field = field.Next)
            if (field.Name == name)
                return field;
        return Remember(name, element.TryGetProperty(name, out JsonElement child), child);
    }

    private Field Look(FieldName name)
    {
        for (Field? field = known; field is not null; field = field.Next)
            if (field.Name == name.Text)
                return field;
        return Remember(name.Text, element.TryGetProperty(name.Utf8, out JsonElement child), child);
    }

    private Field Remember(string name, bool isFound, JsonElement child)
    {
        var made = new Field(name, isFound, isFound ? CelValue.From(child) : default, known);
        if (made.Number <= MaxKnown)
            known = made;
        return made;
    }

    private sealed class Field(string name, bool isFound, CelValue value, Field? next)
    {
        public readonly string Name = name;
        public readonly bool IsFound = isFound;
        public readonly CelValue Value = value;
        public readonly Field? Next = next;
        public readonly int Number = next is null ? 1 : next.Number + 1;
    }
}
