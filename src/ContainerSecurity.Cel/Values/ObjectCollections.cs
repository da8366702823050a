using System.Collections;

namespace ContainerSecurity.Cel.Values;

/// <summary>A list of .NET, read where it lies.</summary>
internal sealed class ObjectList(IList list, ICelObjectReader? objects) : CelList
{
    public override int Count => list.Count;
    public override CelValue this[int index] => CelValue.FromObject(list[index], objects);
}

/// <summary>A dictionary of .NET, read where it lies.</summary>
internal sealed class ObjectDictionaryMap(IDictionary map, ICelObjectReader? objects) : CelMap
{
    public override int Count => map.Count;
    public override IEnumerable<CelValue> Keys => map.Keys.Cast<object>().Select(k => CelValue.FromObject(k, objects));

    public override bool TryGet(CelValue key, out CelValue value)
    {
        value = default;
        object? bare = key.Kind switch
        {
            CelKind.String => key.Reference,
            CelKind.Bool => key.IsTrue,
            CelKind.Int => key.Bits,
            CelKind.Uint => key.UintBits,
            _ => null,
        };
        // An integer of another width is another key to .NET.
        if (bare is not null && map.Contains(bare))
        {
            value = CelValue.FromObject(map[bare], objects);
            return true;
        }
        if (!key.IsNumber)
            return false;
        foreach (DictionaryEntry entry in map)
        {
            if (CelValue.FromObject(entry.Key, objects) != key)
                continue;
            value = CelValue.FromObject(entry.Value, objects);
            return true;
        }
        return false;
    }
}

/// <summary>An object of .NET, its fields read by their JSON names.</summary>
internal sealed class ObjectMap(object target, ICelObjectReader objects) : CelMap
{
    public override int Count => objects.FieldNames(target).Count();
    public override IEnumerable<CelValue> Keys => objects.FieldNames(target).Select(CelValue.From);

    public override bool TryGet(CelValue key, out CelValue value)
    {
        value = default;
        return key.Reference is string name && TryGetField(name, out value);
    }

    public override bool TryGetField(string name, out CelValue value)
    {
        bool found = objects.TryGetField(target, name, out object? field);
        value = found ? CelValue.FromObject(field, objects) : default;
        return found;
    }
}
