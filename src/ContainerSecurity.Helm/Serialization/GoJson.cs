using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Formatting;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Serialization;

/// <summary>Writes values as Go's <c>encoding/json</c> does.</summary>
internal sealed class GoJson
{
    private const int DeepestNesting = 500;
    private const double SmallestWithPoint = 1e-6;
    private const double LargestWithPoint = 1e21;

    private readonly StringBuilder output = new();
    private readonly bool isHtmlEscaped;
    private readonly string? indentation;

    private GoJson(bool isHtmlEscaped, string? indentation)
    {
        this.isHtmlEscaped = isHtmlEscaped;
        this.indentation = indentation;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isHtmlEscaped">Whether what means something in HTML is escaped, as Go does unless told otherwise.</param>
    /// <param name="indentation">What each level is indented by; null for one line.</param>
    /// <exception cref="GoFunctionException">The value has no JSON form.</exception>
    public static string Write(GoValue value, bool isHtmlEscaped = true, string? indentation = null)
    {
        var writer = new GoJson(isHtmlEscaped, indentation);
        writer.Write(value, 0);
        return writer.output.ToString();
    }

    /// <summary>A number as JSON writes it.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
            throw new GoFunctionException($"json: unsupported value: {GoFloat.Format(value, 'g', GoFloat.Shortest)}");
        double size = Math.Abs(value);
        if (size == 0 || size is >= SmallestWithPoint and < LargestWithPoint)
            return GoFloat.Format(value, 'f', GoFloat.Shortest);
        string text = GoFloat.Format(value, 'e', GoFloat.Shortest);
        return text.Length > 3 && text[^4..^1] == "e-0" ? text.Substring(0, text.Length - 2) + text[^1] : text;
    }

    private void Write(GoValue value, int depth)
    {
        if (depth > DeepestNesting)
            throw new GoFunctionException($"json: a value is nested deeper than {DeepestNesting} levels");
        switch (value)
        {
            case UnknownValue:
                output.Append(UnknownValue.Hole);
                break;
            case NilValue or Missing or { IsNil: true }:
                output.Append("null");
                break;
            case BoolValue truth:
                output.Append(truth.Value ? "true" : "false");
                break;
            case IntegerValue { Kind: GoKind.Uint } integer:
                output.Append(integer.Unsigned.ToString(CultureInfo.InvariantCulture));
                break;
            case IntegerValue integer:
                output.Append(integer.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case FloatValue number:
                output.Append(Number(number.Value));
                break;
            case TextValue text:
                WriteString(text.Text);
                break;
            case ListValue { Type: var type } list when type == GoType.Bytes:
                WriteString(Convert.ToBase64String(GoBytes.Of(TextOf.Bytes(list))));
                break;
            case ListValue list:
                WriteAll('[', ']', list.Items, depth, item => Write(item, depth + 1));
                break;
            case MapValue map:
                WriteAll('{', '}', Keys(map), depth, key => WriteMember(map, key, depth));
                break;
            case ObjectValue { } thing when thing.Field("") is { } whole:
                Write(whole, depth + 1);
                break;
            default:
                throw new GoFunctionException($"json: unsupported type: {value.Type}");
        }
    }

    private static IEnumerable<object> Keys(MapValue map) => map.HasIntegerKeys ? map.SortedKeys().OrderBy(Text, StringComparer.Ordinal) : map.SortedKeys();

    private static string Text(object key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;

    private void WriteMember(MapValue map, object key, int depth)
    {
        WriteString(Text(key));
        output.Append(indentation is null ? ":" : ": ");
        Write(map[key]!, depth + 1);
    }

    private void WriteAll<T>(char open, char close, IEnumerable<T> items, int depth, Action<T> write)
    {
        output.Append(open);
        bool isEmpty = true;
        foreach (T item in items)
        {
            if (!isEmpty)
                output.Append(',');
            isEmpty = false;
            NewLine(depth + 1);
            write(item);
        }
        if (!isEmpty)
            NewLine(depth);
        output.Append(close);
    }

    private void NewLine(int depth)
    {
        if (indentation is null)
            return;
        output.Append('\n');
        for (int i = 0; i < depth; i++)
            output.Append(indentation);
    }

    private void WriteString(string text)
    {
        output.Append('"');
        foreach (Rune rune in text.EnumerateRunes())
            output.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                0x2028 or 0x2029 => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                '<' or '>' or '&' when isHtmlEscaped => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => rune.ToString(),
            });
        output.Append('"');
    }
}
