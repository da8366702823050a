namespace ContainerSecurity.Cel.Evaluation;

/// <summary>A chain of field selections.</summary>
internal sealed class FieldsNode(int position, Node operand, FieldName[] path, bool isLenient) : Node(position)
{
    private readonly int slot = (operand as LocalNode)?.Slot ?? -1;

    public override CelValue Eval(Frame frame)
    {
        CelValue value = slot >= 0 ? frame.Local(slot) : operand.Eval(frame);
        if (value.Reference is CelFailure)
            return value.IsError ? value : Follow(value, path, path.Length, isLenient);
        frame.Charge(path.Length);
        if (value.Reference is CelMap map && map.Walk(path, 0, path.Length, out CelValue found) == path.Length)
            return found;
        return At(Follow(value, path, path.Length, isLenient));
    }

    /// <summary>The value at the end of a path, or why there is none.</summary>
    public static CelValue Follow(CelValue value, FieldName[] path, int length, bool isLenient)
    {
        for (int i = 0; i < length; i++)
        {
            value = Select(value, path[i].Text, isLenient);
            if (value.IsFailure)
                break;
        }
        return value;
    }

    private static CelValue Select(CelValue value, string field, bool isLenient)
    {
        switch (value.Reference)
        {
            case CelMap map:
                return map.TryGetField(field, out CelValue found) ? found : Errors.NoSuchKey(field);
            case CelFailure { Kind: CelKind.Unknown } unknown:
                return CelValue.From(new CelFailure([.. unknown.UnknownAttributes.Select(a => a + "." + field)]));
            case CelFailure:
                return value;
            case CelOptional optional:
                return SelectOptional(CelValue.From(optional), field, isLenient);
            default:
                return CelValue.Error(value.IsNull ? $"no such key: {field}" : $"type '{value.Type.Name}' does not support field selection");
        }
    }

    /// <summary>An optional of a field that may be absent.</summary>
    /// <param name="value">What has the field.</param>
    /// <param name="field">The field.</param>
    /// <param name="isLenient">Whether what has no fields lacks this one; else that is an error.</param>
    public static CelValue SelectOptional(CelValue value, string field, bool isLenient)
    {
        if (value.Reference is CelOptional optional)
        {
            if (!optional.HasValue)
                return value;
            value = optional.Value;
        }
        if (value.Reference is not CelMap map)
            return value.IsFailure ? value
                : isLenient ? Absent(value, CelValue.From(CelOptional.None))
                : CelValue.Error($"type '{value.Type.Name}' does not support field selection");
        return !map.TryGetField(field, out CelValue found) ? CelValue.From(CelOptional.None) : found.IsFailure ? found : CelValue.From(CelOptional.Of(found));
    }

    /// <summary>The answer where a value that is no map is asked for a field: lists are only asked for places.</summary>
    public static CelValue Absent(CelValue value, CelValue answer) =>
        value.Reference is CelList ? CelValue.Error("unsupported index type 'string' in list") : answer;
}

/// <summary>Whether a field is present.</summary>
internal sealed class HasNode(int position, Node operand, FieldName[] path, bool isLenient) : Node(position)
{
    private readonly int slot = (operand as LocalNode)?.Slot ?? -1;

    public override CelValue Eval(Frame frame)
    {
        CelValue value = slot >= 0 ? frame.Local(slot) : operand.Eval(frame);
        if (value.Reference is CelFailure)
            return value;
        frame.Charge(path.Length);
        if (value.Reference is CelMap map)
        {
            int followed = map.Walk(path, 0, path.Length, out CelValue found);
            if (followed == path.Length)
                return found.Reference is CelFailure { IsPresent: false } ? found : CelValue.True;
            if (followed == ~(path.Length - 1))
                return CelValue.False;
        }
        return At(Slow(value));
    }

    private CelValue Slow(CelValue value)
    {
        value = FieldsNode.Follow(value, path, path.Length - 1, isLenient);
        if (value.Reference is CelOptional optional)
        {
            if (!optional.HasValue)
                return CelValue.False;
            value = optional.Value;
        }
        if (value.Reference is CelMap map)
            return CelValue.From(map.TryGetField(path[path.Length - 1].Text, out _));
        if (isLenient && !value.IsFailure)
            return FieldsNode.Absent(value, CelValue.False);
        return value.IsFailure
            ? value
            : CelValue.Error(value.IsNull
                ? $"no such key: {path[path.Length - 1].Text}"
                : $"type '{value.Type.Name}' does not support field selection");
    }
}

internal sealed class OptionalSelectNode(int position, Node operand, string field, bool isLenient) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        CelValue value = operand.Eval(frame);
        frame.Charge(1);
        return At(FieldsNode.SelectOptional(value, field, isLenient));
    }
}

internal sealed class OptionalIndexNode(int position, Node operand, Node index, bool isLenient) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        CelValue value = operand.Eval(frame);
        CelValue key = index.Eval(frame);
        frame.Charge(1);
        if (value.IsFailure)
            return value;
        if (key.IsFailure)
            return key;
        if (value.Reference is CelOptional optional)
        {
            if (!optional.HasValue)
                return value;
            value = optional.Value;
        }
        if (value.Reference is CelMap map)
            return map.TryGet(key, out CelValue item) ? CelValue.From(CelOptional.Of(item)) : CelValue.From(CelOptional.None);
        if (value.Reference is not CelList)
            return isLenient ? CelValue.From(CelOptional.None) : At(Errors.NoSuchOverloadOf(Parsing.Operators.OptionalIndex, value, key));
        CelValue found = Comparison.Index(value, key);
        return !found.IsError ? CelValue.From(CelOptional.Of(found)) : key.IsNumber ? CelValue.From(CelOptional.None) : At(found);
    }
}

internal sealed class IndexNode(int position, Node operand, Node index) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        CelValue value = operand.Eval(frame);
        CelValue key = index.Eval(frame);
        frame.Charge(1);
        if (value.Reference is CelFailure)
            return value;
        if (key.Reference is CelFailure)
            return key;
        if (value.Reference is CelOptional optional)
        {
            if (!optional.HasValue)
                return value;
            CelValue inner = Comparison.Index(optional.Value, key);
            return inner.IsError ? CelValue.From(CelOptional.None) : CelValue.From(CelOptional.Of(inner));
        }
        return At(Comparison.Index(value, key));
    }
}
