using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContainerSecurity.Documents;
using k8s.Models;

namespace ContainerSecurity.Kubernetes.Models;

/// <summary>Turns models of KubernetesClient into documents, field by field, with the paths that they have in YAML.</summary>
internal sealed class ModelReader(SourceFile file)
{
    private readonly DocumentBuilder builder = new(file);

    /// <summary>Reads an object. A kind and a version that its fields do not say are those of its type.</summary>
    /// <exception cref="UnreadableObjectException">It is nested too deep, or has too many values.</exception>
    public MappingNode Read(object model)
    {
        ModelShape shape = ModelShape.Of(model.GetType());
        List<MappingEntry> entries = Fields(model, shape, DocumentBuilder.Deeper(0));
        if (shape.Entity is { } entity)
        {
            AddFirst(entries, "kind", entity.Kind);
            AddFirst(entries, "apiVersion", string.IsNullOrEmpty(entity.Group) ? entity.ApiVersion : $"{entity.Group}/{entity.ApiVersion}");
        }
        return builder.Mapping(entries);
    }

    /// <summary>Reads a model as a field of an object that is not there.</summary>
    /// <exception cref="UnreadableObjectException">It is nested too deep, or has too many values.</exception>
    public MappingNode ReadBelow(string apiVersion, string kind, IReadOnlyList<string> path, object model)
    {
        DocumentNode node = Value(model, model.GetType(), path.Count);
        foreach (string key in path.Reverse().SkipLast(1))
            node = builder.Mapping([DocumentBuilder.Entry(key, node)]);
        return builder.Mapping(
        [
            DocumentBuilder.Entry("apiVersion", builder.Text(apiVersion)),
            DocumentBuilder.Entry("kind", builder.Text(kind)),
            DocumentBuilder.Entry(path[0], node),
        ]);
    }

    private void AddFirst(List<MappingEntry> entries, string key, string value)
    {
        int index = entries.FindIndex(e => e.Key == key);
        if (index >= 0 && entries[index].Value is not ScalarNode { Text.Length: 0 })
            return;
        if (index >= 0)
            entries.RemoveAt(index);
        entries.Insert(0, DocumentBuilder.Entry(key, builder.Text(value)));
    }

    private List<MappingEntry> Fields(object model, ModelShape shape, int depth)
    {
        var entries = new List<MappingEntry>();
        JsonElement? written = null;
        foreach (JsonPropertyInfo field in shape.Fields)
        {
            if (field.Get!(model) is not { } value || field.ShouldSerialize?.Invoke(model, value) == false)
                continue;
            if (field.IsExtensionData)
                entries.AddRange(Entries((IEnumerable)value, depth));
            else if (field.CustomConverter is null)
                entries.Add(DocumentBuilder.Entry(field.Name, Value(value, field.PropertyType, depth)));
            else if ((written ??= shape.Write(model)).TryGetProperty(field.Name, out JsonElement json))
                entries.Add(DocumentBuilder.Entry(field.Name, builder.Json(json, depth)));
        }
        return entries;
    }

    private DocumentNode Value(object? value, Type declared, int depth) => value switch
    {
        null => builder.Word("null"),
        string text => builder.Text(text),
        bool flag => builder.Word(flag ? "true" : "false"),
        int number => builder.Word(number.ToString(CultureInfo.InvariantCulture)),
        long number => builder.Word(number.ToString(CultureInfo.InvariantCulture)),
        ResourceQuantity quantity => builder.Text(quantity.ToString()),
        JsonElement json => builder.Json(json, depth),
        _ => Composed(value, declared == typeof(object) ? value.GetType() : declared, depth),
    };

    private DocumentNode Composed(object value, Type type, int depth)
    {
        ModelShape shape = ModelShape.Of(Nullable.GetUnderlyingType(type) ?? type);
        return shape.Kind switch
        {
            JsonTypeInfoKind.Object => builder.Mapping(Fields(value, shape, DocumentBuilder.Deeper(depth))),
            JsonTypeInfoKind.Enumerable => builder.Sequence(Items((IEnumerable)value, ItemOf(type), DocumentBuilder.Deeper(depth))),
            JsonTypeInfoKind.Dictionary => builder.Mapping(Entries((IEnumerable)value, DocumentBuilder.Deeper(depth))),
            _ => builder.Json(shape.Write(value), depth),
        };
    }

    private List<DocumentNode> Items(IEnumerable items, Type declared, int depth)
    {
        var nodes = new List<DocumentNode>();
        foreach (object? item in items)
            nodes.Add(Value(item, declared, depth));
        return nodes;
    }

    private List<MappingEntry> Entries(IEnumerable pairs, int depth)
    {
        var entries = new List<MappingEntry>();
        foreach (object pair in pairs)
        {
            (string key, object? value) = PairOf(pair);
            entries.Add(DocumentBuilder.Entry(key, Value(value, typeof(object), depth)));
        }
        return entries;
    }

    private static (string Key, object? Value) PairOf(object pair) => pair switch
    {
        KeyValuePair<string, string> texts => (texts.Key, texts.Value),
        KeyValuePair<string, ResourceQuantity> amounts => (amounts.Key, amounts.Value),
        DictionaryEntry entry => (Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value),
        _ => (Convert.ToString(pair.GetType().GetProperty("Key")!.GetValue(pair), CultureInfo.InvariantCulture)!, pair.GetType().GetProperty("Value")!.GetValue(pair)),
    };

    private static Type ItemOf(Type list) =>
        list.IsArray ? list.GetElementType()! : list.IsGenericType && list.GetGenericArguments() is [Type item] ? item : typeof(object);
}
