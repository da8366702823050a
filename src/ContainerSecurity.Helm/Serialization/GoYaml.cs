using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Templates.Formatting;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Serialization;

/// <summary>Writes values as Helm's <c>toYaml</c> does, each character with the value it comes from.</summary>
internal sealed partial class GoYaml
{
    private const int DeepestNesting = 500;
    private const int LongestKey = 128;
    private const int Width = 80;
    private const int Step = 2;

    private readonly TracedText.Builder output = new();
    private readonly bool isPretty;
    private int column;

    private GoYaml(bool isPretty) => this.isPretty = isPretty;

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isPretty">Whether lists in maps are indented.</param>
    /// <exception cref="GoFunctionException">The value has no YAML form.</exception>
    public static TracedText Write(GoValue value, bool isPretty = false)
    {
        var writer = new GoYaml(isPretty);
        writer.WriteNode(value, 0, 0, isInMapping: false);
        TracedText text = writer.output.ToText();
        return text.Text.EndsWith('\n') ? text.Slice(0, text.Text.Length - 1) : text;
    }

    /// <summary>Writes a value that stands where the line was begun already; all but that of the root ends its line.</summary>
    private void WriteNode(GoValue value, int indent, int depth, bool isInMapping)
    {
        if (depth > DeepestNesting)
            throw new GoFunctionException($"a value is nested deeper than {DeepestNesting} levels");
        switch (value)
        {
            case MapValue { Count: > 0 } map:
                WriteMap(map, indent, depth, isInMapping);
                break;
            case ListValue { Items.Count: > 0 } list when list.Type != GoType.Bytes:
                WriteList(list, indent, depth, isInMapping);
                break;
            case TextValue text:
                Separate(isInMapping);
                WriteText(text.Traced, depth == 0 ? Step : indent + Step, isKey: false);
                EndLine();
                break;
            case UnknownValue:
                Separate(isInMapping);
                Append(UnknownValue.Hole.ToString());
                EndLine();
                break;
            default:
                Separate(isInMapping);
                Append(Scalar(value), TraceOf(value));
                EndLine();
                break;
        }
    }

    private void WriteMap(MapValue map, int indent, int depth, bool isInMapping)
    {
        string[] keys = [.. map.SortedKeys().Select(k => Convert.ToString(k, CultureInfo.InvariantCulture)!)];
        Array.Sort(keys, YamlKeyOrder.Instance);
        bool isFirst = true;
        int inner = isInMapping ? indent + Step : indent;
        if (isInMapping)
            EndLine();
        foreach (string key in keys)
        {
            if (!isFirst || isInMapping)
                Append(new string(' ', inner));
            isFirst = false;
            GoValue value = map[key] ?? map[long.Parse(key, CultureInfo.InvariantCulture)]!;
            if (key.Length > LongestKey)
                WriteLongKey(key, inner);
            else
                WriteText(KeyOf(key, value), inner + Step, isKey: true);
            Append(":");
            WriteNode(value, inner, depth + 1, isInMapping: true);
        }
    }

    private void WriteLongKey(string key, int indent)
    {
        Append("? ");
        WriteText(TracedText.Of(key), indent + Step, isKey: false);
        EndLine();
        Append(new string(' ', indent));
    }

    private void WriteList(ListValue list, int indent, int depth, bool isInMapping)
    {
        int inner = isInMapping && isPretty ? indent + Step : indent;
        if (isInMapping)
            EndLine();
        bool isFirst = true;
        foreach (GoValue item in list.Items)
        {
            if (!isFirst || isInMapping)
                Append(new string(' ', inner));
            isFirst = false;
            Append("- ");
            WriteNode(item, item is TextValue ? inner : inner + Step, depth + 1, isInMapping: false);
        }
    }

    /// <summary>Puts a blank between a key and the value that follows in its line.</summary>
    private void Separate(bool isInMapping)
    {
        if (isInMapping)
            Append(" ");
    }

    private static string Scalar(GoValue value)
    {
        switch (value)
        {
            case NilValue or Missing or { IsNil: true }:
                return "null";
            case BoolValue truth:
                return truth.Value ? "true" : "false";
            case IntegerValue { Kind: GoKind.Uint } integer:
                return integer.Unsigned.ToString(CultureInfo.InvariantCulture);
            case IntegerValue integer:
                return integer.Value.ToString(CultureInfo.InvariantCulture);
            case FloatValue number:
                string json = GoJson.Number(number.Value);
                return YamlWords.Resolve(json) is FloatValue ? GoFloat.Format(number.Value, 'g', GoFloat.Shortest) : json;
            case ListValue { Type: var type } list when type == GoType.Bytes:
                return Convert.ToBase64String(Templates.GoBytes.Of(TextOf.Bytes(list)));
            case ListValue:
                return "[]";
            case MapValue:
                return "{}";
            default:
                throw new GoFunctionException($"json: unsupported type: {value.Type}");
        }
    }

    /// <summary>A key has no place of its own; it comes from where its value is.</summary>
    private static TracedText KeyOf(string key, GoValue value) =>
        value.Origin is { } origin ? TracedText.Of(key, new Trace(key.Length, null, origin, IsExact: false)) : TracedText.Of(key);

    private static Trace? TraceOf(GoValue value) => value.Origin is { } origin ? new Trace(0, null, origin, IsExact: false) : null;

    private void EndLine() => Append("\n");

    private void Append(string text, Trace? trace = null)
    {
        output.Append(text, trace);
        int line = text.LastIndexOf('\n');
        column = line < 0 ? column + CharactersOf(text) : CharactersOf(text.Substring(line + 1));
    }

    private void Append(TracedText text, int start, int length)
    {
        output.Append(text, start, length);
        column += CharactersOf(text.Text.Substring(start, length));
    }

    private static int CharactersOf(string text)
    {
        int count = 0;
        foreach (Rune _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
