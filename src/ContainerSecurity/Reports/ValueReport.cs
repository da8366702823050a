using System.Globalization;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Reports;

/// <summary>Writes values of the expression language as JSON.</summary>
public static class ValueReport
{
    private const int MaxDepth = 128;

    /// <summary>Writes a value. What JSON has no word for - bytes, times, errors - is text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="output">Receives the text.</param>
    public static void WriteJson(CelValue value, TextWriter output) =>
        Write(value, null, new JsonTextWriter(output ?? throw new ArgumentNullException(nameof(output))), 0);

    private static void Write(CelValue value, string? name, JsonTextWriter json, int depth)
    {
        switch (value.Kind)
        {
            case CelKind.Null:
                json.Value(name, null);
                break;
            case CelKind.Bool:
                json.Value(name, value.AsBool());
                break;
            case CelKind.Int or CelKind.Uint:
                json.Number(name, value.ToString());
                break;
            case CelKind.Double when !double.IsNaN(value.AsDouble()) && !double.IsInfinity(value.AsDouble()):
                json.Number(name, value.AsDouble().ToString("R", CultureInfo.InvariantCulture));
                break;
            case CelKind.List when depth < MaxDepth:
                WriteList(value.As<CelList>()!, name, json, depth);
                break;
            case CelKind.Map when depth < MaxDepth:
                WriteMap(value.As<CelMap>()!, name, json, depth);
                break;
            case CelKind.Optional:
                Write(value.As<CelOptional>() is { HasValue: true } optional ? optional.Value : CelValue.Null, name, json, depth);
                break;
            default:
                json.Value(name, value.ToString());
                break;
        }
    }

    private static void WriteList(CelList list, string? name, JsonTextWriter json, int depth)
    {
        json.Open('[', name);
        for (int i = 0; i < list.Count; i++)
            Write(list[i], null, json, depth + 1);
        json.Close(']');
    }

    private static void WriteMap(CelMap map, string? name, JsonTextWriter json, int depth)
    {
        json.Open('{', name);
        foreach (CelValue key in map.Keys)
            if (map.TryGet(key, out CelValue item))
                Write(item, key.ToString(), json, depth + 1);
        json.Close('}');
    }
}
