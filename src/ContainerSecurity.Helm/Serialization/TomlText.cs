using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Formatting;
using ContainerSecurity.Helm.Templates.Values;
using Tomlyn;
using Tomlyn.Model;

namespace ContainerSecurity.Helm.Serialization;

/// <summary>Writes and reads TOML as Helm does.</summary>
internal static class TomlText
{
    private const int DeepestNesting = 100;

    /// <summary>Writes a map.</summary>
    /// <exception cref="GoFunctionException">The value has no TOML form.</exception>
    public static string Write(GoValue value)
    {
        if (value is not MapValue map)
            throw new GoFunctionException("toml: top-level values must be Go maps or structs");
        var output = new StringBuilder();
        WriteTable(output, map, [], 0);
        return output.ToString();
    }

    /// <summary>Reads a text; null and what is wrong where it is no TOML.</summary>
    public static MapValue? Read(string text, out string error)
    {
        error = "";
        try
        {
            if (TomlSerializer.Deserialize<TomlTable>(text, TomlTables.Default) is { } table)
                return MapOf(table);
        }
        catch (TomlException failure)
        {
            error = $"toml: {failure.Message}";
        }
        return null;
    }

    private static void WriteTable(StringBuilder output, MapValue map, string[] path, int depth)
    {
        if (depth > DeepestNesting)
            throw new GoFunctionException($"toml: a value is nested deeper than {DeepestNesting} levels");
        string indentation = new(' ', 2 * Math.Max(0, path.Length));
        string[] keys = [.. map.SortedKeys().Cast<string>()];
        foreach (string key in keys)
            if (!IsTable(map[key]!) && map[key] is not NilValue)
                output.Append(indentation).Append(Key(key)).Append(" = ").Append(Inline(map[key]!, depth)).Append('\n');
        foreach (string key in keys)
        {
            string[] inner = [.. path, Key(key)];
            if (map[key] is MapValue table)
            {
                Header(output, inner, "[", "]");
                WriteTable(output, table, inner, depth + 1);
            }
            else if (map[key] is ListValue list && IsTable(list))
            {
                foreach (MapValue item in list.Items.Cast<MapValue>())
                {
                    Header(output, inner, "[[", "]]");
                    WriteTable(output, item, inner, depth + 1);
                }
            }
        }
    }

    private static void Header(StringBuilder output, string[] path, string open, string close)
    {
        if (output.Length > 0)
            output.Append('\n');
        output.Append(' ', 2 * (path.Length - 1)).Append(open).AppendJoin('.', path).Append(close).Append('\n');
    }

    private static bool IsTable(GoValue value) => value is MapValue || (value is ListValue { Items.Count: > 0 } list && list.Items.All(i => i is MapValue));

    private static string Key(string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? key : GoQuote.Quote(key);

    private static string Inline(GoValue value, int depth)
    {
        if (depth > DeepestNesting)
            throw new GoFunctionException($"toml: a value is nested deeper than {DeepestNesting} levels");
        return value switch
        {
            TextValue text => GoQuote.Quote(text.Text),
            BoolValue truth => truth.Value ? "true" : "false",
            IntegerValue integer => integer.Value.ToString(CultureInfo.InvariantCulture),
            FloatValue number => Float(number.Value),
            ListValue list => $"[{string.Join(", ", list.Items.Select(i => Inline(i, depth + 1)))}]",
            MapValue map => $"{{{string.Join(", ", map.SortedKeys().Cast<string>().Select(k => $"{Key(k)} = {Inline(map[k]!, depth + 1)}"))}}}",
            _ => throw new GoFunctionException($"toml: unsupported type: {value.Type}"),
        };
    }

    private static string Float(double value)
    {
        string text = GoFloat.Format(value, 'g', GoFloat.Shortest);
        return text.AsSpan().IndexOfAny(".eIN") < 0 ? text + ".0" : text;
    }

    private static MapValue MapOf(TomlTable table)
    {
        var map = new MapValue(GoType.Map);
        foreach ((string key, object value) in table)
            map.Set(key, ValueOf(value));
        return map;
    }

    private static GoValue ValueOf(object value) =>
        value switch
        {
            TomlTable table => MapOf(table),
            TomlTableArray tables => new ListValue(GoType.List, [.. tables.Select(MapOf)]),
            TomlArray array => new ListValue(GoType.List, [.. array.Select(i => ValueOf(i!))]),
            string text => GoValue.Of(text),
            bool truth => GoValue.Of(truth),
            long number => new IntegerValue(number, GoType.Int64),
            double number => new FloatValue(number),
            _ => GoValue.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
        };
}
