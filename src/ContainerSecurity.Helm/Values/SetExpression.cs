using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Values;

/// <summary>Reads what <c>--set</c> and <c>--set-string</c> give, such as <c>a.b[0]=c,d={x,y}</c>, into values.</summary>
internal sealed class SetExpression
{
    private const int LargestIndex = 65_536;
    private const int DeepestName = 30;

    private readonly string text;
    private readonly bool isText;
    private int at;

    private SetExpression(string text, bool isText)
    {
        this.text = text;
        this.isText = isText;
    }

    private bool IsAtEnd => at >= text.Length;

    /// <summary>Puts what an expression gives into values.</summary>
    /// <param name="values">The values, which are changed.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="isText">Whether every value is a text.</param>
    /// <exception cref="FormatException">The expression cannot be read, or does not fit the values.</exception>
    public static void Apply(MapValue values, string expression, bool isText = false)
    {
        var reader = new SetExpression(expression, isText);
        while (!reader.IsAtEnd)
            reader.ReadKey(values, 0);
    }

    private void ReadKey(MapValue data, int depth)
    {
        string key = ReadUntil("=[,.", out char last);
        switch (last)
        {
            case '[' when text.IndexOf(']', at) < 0:
                // Helm 4 takes an index that does not end for the end of the expression.
                at = text.Length;
                break;
            case '[':
                int index = ReadIndex();
                GoValue[] list = data[key] switch
                {
                    null => [],
                    ListValue known => [.. known.Items],
                    var other => throw new FormatException($"unable to parse key: '{key}' is {other.Type}, not a list"),
                };
                Set(data, key, List(ReadItem(list, index, depth)));
                break;
            case '=':
                Set(data, key, ReadValue());
                break;
            case ',':
                throw new FormatException($"key {GoQuote.Quote(key)} has no value (cannot end with ,)");
            case '.':
                if (++depth > DeepestName)
                    throw new FormatException($"value name nested level is greater than maximum supported nested level of {DeepestName}");
                MapValue inner = data[key] switch
                {
                    null => new MapValue(GoType.Map),
                    MapValue known => known,
                    var other => throw new FormatException($"unable to parse key: '{key}' is {other.Type}, not a map"),
                };
                ReadKey(inner, depth);
                if (inner.Count == 0)
                    throw new FormatException($"key map {GoQuote.Quote(key)} has no value");
                Set(data, key, inner);
                break;
            default:
                if (key.Length > 0)
                    throw new FormatException($"key {GoQuote.Quote(key)} has no value");
                break;
        }
    }

    private GoValue[] ReadItem(GoValue[] list, int index, int depth)
    {
        if (IsAtEnd)
            return list;
        string between = ReadUntil("[.=", out char last);
        if (between.Length > 0)
            throw new FormatException($"unexpected data at end of array index: {GoQuote.Quote(between)}");
        GoValue? present = index < list.Length ? list[index] : null;
        switch (last)
        {
            case '[':
                int next = ReadIndex();
                return SetItem(list, index, List(ReadItem(present is ListValue known ? [.. known.Items] : [], next, depth)));
            case '.':
                MapValue inner = present as MapValue ?? new MapValue(GoType.Map);
                ReadKey(inner, depth);
                return SetItem(list, index, inner);
            default:
                return SetItem(list, index, ReadValue());
        }
    }

    private int ReadIndex()
    {
        string digits = ReadUntil("]", out char last);
        if (last == '\0')
            throw new FormatException("error parsing index: EOF");
        if (!int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index))
            throw new FormatException($"error parsing index: {GoQuote.Quote(digits)} is no number");
        if (index < 0)
            throw new FormatException($"negative {index} index not allowed");
        return index <= LargestIndex ? index : throw new FormatException($"index of {index} is greater than maximum supported index of {LargestIndex}");
    }

    private static GoValue[] SetItem(GoValue[] list, int index, GoValue value)
    {
        var grown = new GoValue[Math.Max(list.Length, index + 1)];
        Array.Fill(grown, NilValue.Value);
        list.CopyTo(grown, 0);
        grown[index] = value;
        return grown;
    }

    private GoValue ReadValue()
    {
        if (IsAtEnd)
            return GoValue.Of("");
        if (text[at] != '{')
            return Typed(ReadUntil(",", out _));
        at++;
        List<GoValue> items = [];
        while (true)
        {
            string item = ReadUntil(",}", out char last);
            if (last == '\0')
                throw new FormatException("list must terminate with '}'");
            items.Add(Typed(item));
            if (last == ',')
                continue;
            if (!IsAtEnd && text[at] == ',')
                at++;
            return List([.. items]);
        }
    }

    private GoValue Typed(string value)
    {
        if (isText)
            return GoValue.Of(value);
        if (value.Equals("true", StringComparison.OrdinalIgnoreCase))
            return GoValue.Of(true);
        if (value.Equals("false", StringComparison.OrdinalIgnoreCase))
            return GoValue.Of(false);
        if (value.Equals("null", StringComparison.OrdinalIgnoreCase))
            return NilValue.Value;
        bool isNumber = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number);
        return isNumber && (value[0] != '0' || value == "0") ? new IntegerValue(number, GoType.Int64) : GoValue.Of(value);
    }

    /// <summary>Reads up to one of some characters, which is passed too; a backslash takes the meaning from the next.</summary>
    private string ReadUntil(string stops, out char last)
    {
        var read = new StringBuilder();
        last = '\0';
        while (!IsAtEnd)
        {
            char c = text[at++];
            if (stops.Contains(c, StringComparison.Ordinal))
            {
                last = c;
                break;
            }
            if (c == '\\')
            {
                if (IsAtEnd)
                    break;
                c = text[at++];
            }
            read.Append(c);
        }
        return read.ToString();
    }

    private static void Set(MapValue data, string key, GoValue value)
    {
        if (key.Length > 0)
            data.Set(key, value);
    }

    private static ListValue List(GoValue[] items) => new(GoType.List, items);
}
