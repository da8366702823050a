using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>Elements of lists, maps and texts; those of texts are bytes.</summary>
internal static class Elements
{
    public static int Length(GoValue value) =>
        value.WithoutInterface() switch
        {
            TextValue text => GoBytes.Count(text.Text),
            ListValue list => list.Items.Count,
            MapValue map => map.Count,
            Missing => throw new GoFunctionException("len of nil pointer"),
            var other => throw new GoFunctionException($"len of type {other.Type}"),
        };

    /// <summary>The element that indexes and keys lead to.</summary>
    public static GoValue Index(GoValue[] arguments)
    {
        GoValue item = arguments[0].WithoutInterface();
        if (!item.IsValid)
            throw new GoFunctionException("index of untyped nil");
        for (int i = 1; i < arguments.Length; i++)
            item = Index(item.WithoutInterface(), arguments[i].WithoutInterface());
        return item;
    }

    /// <summary>A part of a list or text.</summary>
    public static GoValue Slice(GoValue[] arguments)
    {
        GoValue item = arguments[0].WithoutInterface();
        if (!item.IsValid)
            throw new GoFunctionException("slice of untyped nil");
        if (arguments.Length > 4)
            throw new GoFunctionException($"too many slice indexes: {arguments.Length - 1}");
        if (item is not (TextValue or ListValue))
            throw new GoFunctionException($"can't slice item of type {item.Type}");
        if (item is TextValue && arguments.Length == 4)
            throw new GoFunctionException("cannot 3-index slice a string");
        int length = Length(item);
        int[] at = [0, length, length];
        for (int i = 1; i < arguments.Length; i++)
            at[i - 1] = IndexOf(arguments[i].WithoutInterface(), length, isEndAllowed: true);
        if (at[0] > at[1] || at[1] > at[2])
            throw new GoFunctionException(at[0] > at[1] ? $"invalid slice index: {at[0]} > {at[1]}" : $"invalid slice index: {at[1]} > {at[2]}");
        return item is ListValue list
            ? new ListValue(list.Type, [.. list.Items.Skip(at[0]).Take(at[1] - at[0])], list.Origin)
            : new TextValue(SliceBytes(((TextValue)item).Traced, at[0], at[1]));
    }

    /// <summary>The bytes of a text from one index to another; what is cut through is kept as bytes.</summary>
    public static TracedText SliceBytes(TracedText text, int from, int to)
    {
        if (GoBytes.Count(text.Text) == text.Text.Length)
            return text.Slice(from, to - from);
        string cut = GoBytes.Text(GoBytes.Of(text.Text).AsSpan(from, to - from));
        return TracedText.Of(cut, text.Traces.Count > 0 ? text.Traces[0] with { IsExact = false } : null);
    }

    private static GoValue Index(GoValue item, GoValue index)
    {
        switch (item)
        {
            case Missing:
                throw new GoFunctionException("index of nil pointer");
            case ListValue list:
                return list.Items[IndexOf(index, list.Items.Count, isEndAllowed: false)];
            case TextValue text:
                byte[] bytes = GoBytes.Of(text.Text);
                return new IntegerValue(bytes[IndexOf(index, bytes.Length, isEndAllowed: false)], GoType.Uint8);
            case MapValue map:
                return BuiltInFunctions.Prepare(index, map.Type.Key!) switch
                {
                    TextValue name => map[name.Text] ?? map.Zero(),
                    IntegerValue number => map[number.Value] ?? map.Zero(),
                    _ => map.Zero(),
                };
            default:
                throw new GoFunctionException($"can't index item of type {item.Type}");
        }
    }

    private static int IndexOf(GoValue index, int length, bool isEndAllowed) =>
        index switch
        {
            IntegerValue { Value: >= 0 } integer when integer.Value < length || (isEndAllowed && integer.Value == length) => (int)integer.Value,
            IntegerValue integer => throw new GoFunctionException($"index out of range: {integer.Value}"),
            Missing => throw new GoFunctionException("cannot index slice/array with nil"),
            _ => throw new GoFunctionException($"cannot index slice/array with type {index.Type}"),
        };
}
