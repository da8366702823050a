using System.Text;
using System.Text.Json;

namespace ContainerSecurity.Docker.Endpoints;

/// <summary>The query of a request: the parameters that its endpoint knows, of which the first of equal ones counts as it does for the engine.
/// Immutable.</summary>
public sealed class DockerQuery
{
    private const int MaxParameters = 256;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly (string Name, string Value)[] parameters;

    private DockerQuery((string Name, string Value)[] parameters, IReadOnlyList<string> unknown)
    {
        this.parameters = parameters;
        Unknown = unknown;
    }

    /// <summary>The names that the endpoint does not know; they are not passed on.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>The first value of a parameter; null where there is none.</summary>
    public string? this[string name] => parameters.Where(p => p.Name == name).Select(p => p.Value).FirstOrDefault();

    /// <summary>All values of a parameter that may be given several times, such as <c>names</c>.</summary>
    public IReadOnlyList<string> All(string name) => [.. parameters.Where(p => p.Name == name).Select(p => p.Value)];

    /// <summary>The same query with one value of a parameter.</summary>
    public DockerQuery With(string name, string value) => With(name, [value]);

    /// <summary>The same query with other values of a parameter.</summary>
    public DockerQuery With(string name, IEnumerable<string> values) =>
        new([.. parameters.Where(p => p.Name != name), .. values.Select(v => (name, v))], Unknown);

    /// <summary>The filters of the query by name, read in both forms the engine takes: lists, and objects of <c>true</c>. Null where they are not
    /// well formed.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? ReadFilters()
    {
        var filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (this["filters"] is not { Length: > 0 } text)
            return filters;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            foreach (JsonProperty filter in document.RootElement.EnumerateObject())
                if (ReadValues(filter.Value) is { } values)
                    filters.Add(filter.Name, values);
                else
                    return null;
            return filters;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The same query, narrowed to what has a label. The engine takes labels together, so that a client's own can narrow further only.</summary>
    /// <returns>The query; null where the client's filters are not well formed.</returns>
    public DockerQuery? WithLabelFilter(string key, string value)
    {
        if (ReadFilters() is not { } filters)
            return null;
        var all = filters.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        all["label"] = [.. all.GetValueOrDefault("label", []).Append($"{key}={value}").Distinct(StringComparer.Ordinal)];
        return With("filters", Write(all));
    }

    /// <summary>The query as text, encoded anew; empty where there is none.</summary>
    public override string ToString()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return string.Join('&', parameters.Where(p => MayRepeat(p.Name) || seen.Add(p.Name))
            .Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}"));
    }

    /// <summary>Reads a query; null where it is not well formed.</summary>
    internal static DockerQuery? TryParse(string text, IReadOnlyList<string> known)
    {
        var parameters = new List<(string, string)>();
        var unknown = new List<string>();
        if (text.Length == 0)
            return new DockerQuery([], []);
        foreach (string pair in text.Split('&', MaxParameters + 1))
        {
            if (pair.Length == 0)
                continue;
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (parameters.Count + unknown.Count == MaxParameters || Decode(equals < 0 ? pair : pair[..equals]) is not { Length: > 0 } name
                || Decode(equals < 0 ? "" : pair[(equals + 1)..]) is not { } value)
                return null;
            if (known.Contains(name))
                parameters.Add((name, value));
            else
                unknown.Add(name);
        }
        return new DockerQuery([.. parameters], unknown);
    }

    private static bool MayRepeat(string name) => name is "names" or "t" or "changes" or "type" or "platforms" or "platform";

    private static List<string>? ReadValues(JsonElement filter)
    {
        var values = new List<string>();
        if (filter.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement value in filter.EnumerateArray())
                if (value.ValueKind == JsonValueKind.String)
                    values.Add(value.GetString()!);
                else
                    return null;
            return values;
        }
        if (filter.ValueKind != JsonValueKind.Object)
            return null;
        foreach (JsonProperty value in filter.EnumerateObject())
            if (value.Value.ValueKind == JsonValueKind.True)
                values.Add(value.Name);
            else
                return null;
        return values;
    }

    private static string Write(Dictionary<string, IReadOnlyList<string>> filters)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (KeyValuePair<string, IReadOnlyList<string>> filter in filters)
            {
                writer.WriteStartArray(filter.Key);
                foreach (string value in filter.Value)
                    writer.WriteStringValue(value);
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Decodes percent signs and plus signs; null where the text is not well formed, or no UTF-8, or holds what has to be encoded.</summary>
    private static string? Decode(string text)
    {
        byte[] bytes = new byte[text.Length];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is ';' or '#' or <= ' ' or >= '\x7f' || (c == '%' && (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1])
                || !char.IsAsciiHexDigit(text[i + 2]))))
                return null;
            bytes[count++] = c switch { '%' => Convert.FromHexString(text.AsSpan(i + 1, 2))[0], '+' => (byte)' ', _ => (byte)c };
            i += c == '%' ? 2 : 0;
        }
        try
        {
            return StrictUtf8.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
