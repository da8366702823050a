using System.Globalization;
using System.Text.Json;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Conformance;

/// <summary>The tagged values of the CEL vectors.</summary>
internal static class CelCorpusValues
{
    public static CelValue Read(JsonElement tagged)
    {
        JsonElement value = tagged.TryGetProperty("value", out JsonElement v) ? v : default;
        switch (tagged.GetProperty("type").GetString())
        {
            case "null": return CelValue.Null;
            case "bool": return CelValue.From(value.GetBoolean());
            case "int": return CelValue.From(long.Parse(value.GetString()!, CultureInfo.InvariantCulture));
            case "uint": return CelValue.From(ulong.Parse(value.GetString()!, CultureInfo.InvariantCulture));
            case "double": return CelValue.From(double.Parse(value.GetString()!, CultureInfo.InvariantCulture));
            case "string": return CelValue.From(value.GetString());
            case "bytes": return CelValue.From(new CelBytes(value.GetBytesFromBase64()));
            case "list": return CelValue.From(CelList.Of([.. value.EnumerateArray().Select(Read)]));
            case "map": return CelValue.From(CelMap.Of(value.EnumerateArray().Select(e => KeyValuePair.Create(Read(e[0]), Read(e[1])))));
            case "type": return CelValue.From(CelType.Parse(value.GetString()!));
            case "timestamp": return CelValue.From(CelTimestamp.Parse(value.GetString()!));
            case "duration": return CelValue.FromDuration((long)(decimal.Parse(value.GetString()!.TrimEnd('s'), CultureInfo.InvariantCulture) * 1_000_000_000));
            case "optional": return CelValue.From(value.ValueKind == JsonValueKind.Null ? CelOptional.None : CelOptional.Of(Read(value)));
            default: throw new NotSupportedException(tagged.GetRawText());
        }
    }

    /// <summary>The same value of the same type: 1 is not 1.0 here, and NaN is NaN.</summary>
    public static bool Same(CelValue a, CelValue b)
    {
        if (a.Kind != b.Kind)
            return false;
        switch (a.Kind)
        {
            case CelKind.Double:
                return a.AsDouble().Equals(b.AsDouble());
            case CelKind.List:
                CelList x = a.As<CelList>()!, y = b.As<CelList>()!;
                return x.Count == y.Count && Enumerable.Range(0, x.Count).All(i => Same(x[i], y[i]));
            case CelKind.Map:
                CelMap m = a.As<CelMap>()!, n = b.As<CelMap>()!;
                return m.Count == n.Count
                    && m.Keys.All(k =>
                        m.TryGet(k, out CelValue p) && n.TryGet(k, out CelValue q) && Same(p, q) && n.Keys.Any(o => Same(o, k)));
            case CelKind.Optional:
                CelOptional s = a.As<CelOptional>()!, t = b.As<CelOptional>()!;
                return s.HasValue == t.HasValue && (!s.HasValue || Same(s.Value, t.Value));
            default:
                return a == b;
        }
    }
}
