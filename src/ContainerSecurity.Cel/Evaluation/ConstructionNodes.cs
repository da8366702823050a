namespace ContainerSecurity.Cel.Evaluation;

internal sealed class ListNode(int position, Node[] items, bool[]? optional) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        var values = new CelValue[items.Length];
        int count = 0;
        for (int i = 0; i < items.Length; i++)
        {
            CelValue value = items[i].Eval(frame);
            if (value.IsFailure)
                return value;
            if (optional?[i] == true)
            {
                if (value.Reference is not CelOptional wrapped)
                    return At(CelValue.Error($"cannot initialize optional list element from non-optional value {value}"));
                if (!wrapped.HasValue)
                    continue;
                value = wrapped.Value;
            }
            values[count++] = value;
        }
        frame.Charge(10);
        return CelValue.From(new ArrayList(values, count));
    }
}

internal readonly record struct EntryNode(Node Key, Node Value, bool Optional);

internal sealed class MapNode(int position, EntryNode[] entries) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        var values = new Dictionary<CelValue, CelValue>(entries.Length);
        foreach (EntryNode entry in entries)
        {
            CelValue key = entry.Key.Eval(frame);
            if (key.IsFailure)
                return key;
            CelValue value = entry.Value.Eval(frame);
            if (value.IsFailure)
                return value;
            if (entry.Optional)
            {
                if (value.Reference is not CelOptional wrapped)
                    return At(CelValue.Error($"cannot initialize optional entry '{key}' from non-optional value {value}"));
                if (!wrapped.HasValue)
                    continue;
                value = wrapped.Value;
            }
            if (key.Kind is not (CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.String))
                return At(CelValue.Error("unsupported key type"));
            if (values.ContainsKey(key))
                return At(CelValue.Error($"Failed with repeated key: {key}"));
            values.Add(key, value);
        }
        frame.Charge(30);
        return CelValue.From(new DictionaryMap(values));
    }
}

internal readonly record struct FieldNode(string Name, Node Value, bool Optional);

internal sealed class StructNode(int position, string typeName, FieldNode[] fields, ICelTypeProvider provider) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        var values = new List<KeyValuePair<string, CelValue>>(fields.Length);
        foreach (FieldNode field in fields)
        {
            CelValue value = field.Value.Eval(frame);
            if (value.IsFailure)
                return value;
            if (field.Optional)
            {
                if (value.Reference is not CelOptional wrapped)
                    return At(CelValue.Error($"cannot initialize optional entry '{field.Name}' from non-optional value {value}"));
                if (!wrapped.HasValue)
                    continue;
                value = wrapped.Value;
            }
            values.Add(new(field.Name, value));
        }
        frame.Charge(40);
        return At(provider.Create(typeName, values));
    }
}
