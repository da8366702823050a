using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Serialization;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Values;

/// <summary>Reads what <c>--set</c> and its kin give, such as <c>a.b[0]=c,d={x,y}</c>, into values, which know where in the expression they stand.</summary>
internal sealed class SetExpression
{
    private const int LargestIndex = 65_536;
    private const int DeepestName = 30;

    private readonly TemplateText source;
    private readonly string text;
    private readonly SetKind kind;
    private readonly Func<string, string>? readFile;
    private int at;

    private SetExpression(TemplateText source, SetKind kind, Func<string, string>? readFile)
    {
        this.source = source;
        text = source.Text;
        this.kind = kind;
        this.readFile = readFile;
    }

    private bool IsAtEnd => at >= text.Length;

    /// <summary>Puts what an expression gives into values.</summary>
    /// <param name="values">The values, which are changed.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="kind">The option that gives it.</param>
    /// <param name="readFile">Reads a file, for <see cref="SetKind.File"/>.</param>
    /// <exception cref="FormatException">The expression cannot be read, or does not fit the values.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static void Apply(MapValue values, string expression, SetKind kind = SetKind.Typed, Func<string, string>? readFile = null)
    {
        var reader = new SetExpression(new TemplateText(NameOf(kind), expression), kind, readFile);
        while (!reader.IsAtEnd)
            reader.ReadKey(values, 0);
    }

    private static string NameOf(SetKind kind) =>
        kind switch { SetKind.Text => "--set-string", SetKind.File => "--set-file", SetKind.Json => "--set-json", SetKind.Literal => "--set-literal", _ => "--set" };

    private void ReadKey(MapValue data, int depth)
    {
        string key = ReadUntil(kind == SetKind.Literal ? "=[." : "=[,.", out char last);
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
        if (kind == SetKind.Json)
            return ReadJson();
        if (IsAtEnd)
            return GoValue.Of("");
        if (kind == SetKind.Literal || text[at] != '{')
            return Typed(at, ReadUntil(kind == SetKind.Literal ? "" : ",", out _));
        at++;
        List<GoValue> items = [];
        while (true)
        {
            int start = at;
            string item = ReadUntil(",}", out char last);
            if (last == '\0')
                throw new FormatException("list must terminate with '}'");
            items.Add(Typed(start, item));
            if (last == ',')
                continue;
            if (!IsAtEnd && text[at] == ',')
                at++;
            return List([.. items]);
        }
    }

    /// <summary>Reads a value of JSON and the comma after it; nothing is null.</summary>
    private GoValue ReadJson()
    {
        if (SkipToValue())
            return NilValue.Value;
        GoValue value = GoJsonReader.ReadFirst(text.Substring(at), out int length);
        at += length;
        SkipToValue();
        return value;
    }

    /// <summary>Passes blanks and a comma; whether no value stands before it or the end.</summary>
    private bool SkipToValue()
    {
        while (!IsAtEnd && char.IsWhiteSpace(text[at]))
            at++;
        if (IsAtEnd)
            return true;
        if (text[at] != ',')
            return false;
        at++;
        return true;
    }

    /// <summary>What a value that begins at an index stands for.</summary>
    private GoValue Typed(int start, string value)
    {
        var place = new Place(source, start, Math.Min(value.Length, text.Length - start));
        bool isExact = string.CompareOrdinal(text, start, value, 0, value.Length) == 0;
        var written = new TextValue(TracedText.Of(value, new Trace(value.Length, null, place, isExact)));
        if (kind == SetKind.File)
            return new TextValue(TracedText.Of(readFile?.Invoke(value) ?? "", new Trace(0, null, place, IsExact: false)));
        if (kind != SetKind.Typed)
            return written;
        if (value.Equals("true", StringComparison.OrdinalIgnoreCase))
            return new BoolValue(true, place);
        if (value.Equals("false", StringComparison.OrdinalIgnoreCase))
            return new BoolValue(false, place);
        if (value.Equals("null", StringComparison.OrdinalIgnoreCase))
            return NilValue.Value;
        bool isNumber = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number);
        return isNumber && (value[0] != '0' || value == "0") ? new IntegerValue(number, GoType.Int64, place) : written;
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
            if (c == '\\' && kind != SetKind.Literal)
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
