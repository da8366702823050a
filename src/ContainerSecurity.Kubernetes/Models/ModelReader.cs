using System.Collections;
using System.Globalization;
using System.Text.Json;
using ContainerSecurity.Documents;
using k8s.Models;

namespace ContainerSecurity.Kubernetes.Models;

/// <summary>Turns models of KubernetesClient into documents, field by field, with the paths that they have in YAML.</summary>
internal sealed class ModelReader(SourceFile file)
{
    private readonly DocumentBuilder builder = new(file);

    /// <summary>The entries of all objects that are being read, those of the innermost at the end.</summary>
    private MappingEntry[] entries = new MappingEntry[32];

    private int count;

    /// <summary>Reads an object. A kind and a version that its fields do not say are those of its type.</summary>
    /// <exception cref="UnreadableObjectException">It is nested too deep, or has too many values.</exception>
    public MappingNode Read(object model)
    {
        ModelShape shape = ModelShape.Of(model.GetType());
        AddFields(model, shape, DocumentBuilder.Deeper(0));
        if (shape.Entity is { } entity)
        {
            AddFirst("kind", entity.Kind);
            AddFirst("apiVersion", string.IsNullOrEmpty(entity.Group) ? entity.ApiVersion : $"{entity.Group}/{entity.ApiVersion}");
        }
        return builder.Mapping(Take(0));
    }

    /// <summary>Reads a model as a field of an object that is not there.</summary>
    /// <exception cref="UnreadableObjectException">It is nested too deep, or has too many values.</exception>
    public MappingNode ReadBelow(string apiVersion, string kind, IReadOnlyList<string> path, object model)
    {
        DocumentNode node = Value(model, ModelShape.Of(model.GetType()), path.Count);
        foreach (string key in path.Reverse().SkipLast(1))
            node = builder.Mapping([DocumentBuilder.Entry(key, node)]);
        return builder.Mapping(
        [
            DocumentBuilder.Entry("apiVersion", builder.Text(apiVersion)),
            DocumentBuilder.Entry("kind", builder.Text(kind)),
            DocumentBuilder.Entry(path[0], node),
        ]);
    }

    /// <summary>Puts an entry before all others, unless there is one that says something.</summary>
    private void AddFirst(string key, string value)
    {
        int index = Array.FindIndex(entries, 0, count, e => e.Key == key);
        if (index >= 0 && entries[index].Value is not ScalarNode { Text.Length: 0 })
            return;
        DocumentNode node = builder.Text(value);
        if (index < 0)
        {
            Add(key, node);
            index = count - 1;
        }
        Array.Copy(entries, 0, entries, 1, index);
        entries[0] = DocumentBuilder.Entry(key, node);
    }

    private void AddFields(object model, ModelShape shape, int depth)
    {
        JsonElement? written = null;
        foreach (ModelField field in shape.Fields)
        {
            if (field.ValueOf(model) is not { } value)
                continue;
            if (field.IsExtensionData)
                AddPairs((IEnumerable)value, depth);
            else if (!field.IsConverted)
                Add(field.Name, Value(value, field.Shape, depth));
            else if ((written ??= shape.Write(model)).TryGetProperty(field.Name, out JsonElement json))
                Add(field.Name, builder.Json(json, depth));
        }
    }

    private DocumentNode Value(object? value, ModelShape shape, int depth) => value switch
    {
        null => builder.Word("null"),
        string text => builder.Text(text),
        bool flag => builder.Word(flag ? "true" : "false"),
        int number => builder.Word(number.ToString(CultureInfo.InvariantCulture)),
        long number => builder.Word(number.ToString(CultureInfo.InvariantCulture)),
        ResourceQuantity quantity => builder.Text(quantity.ToString()),
        JsonElement json => builder.Json(json, depth),
        _ => Composed(value, shape.Kind == ModelValueKind.Anything ? ModelShape.Of(value.GetType()) : shape, depth),
    };

    private DocumentNode Composed(object value, ModelShape shape, int depth)
    {
        switch (shape.Kind)
        {
            case ModelValueKind.Object:
                int start = count;
                AddFields(value, shape, DocumentBuilder.Deeper(depth));
                return builder.Mapping(Take(start));
            case ModelValueKind.List:
                return builder.Sequence(Items((IEnumerable)value, shape.Item, DocumentBuilder.Deeper(depth)));
            case ModelValueKind.Dictionary:
                int first = count;
                AddPairs((IEnumerable)value, DocumentBuilder.Deeper(depth));
                return builder.Mapping(Take(first));
            default:
                return builder.Json(shape.Write(value), depth);
        }
    }

    private DocumentNode[] Items(IEnumerable items, ModelShape shape, int depth)
    {
        if (items is IList list)
        {
            var known = new DocumentNode[DocumentBuilder.Checked(list.Count)];
            for (int i = 0; i < known.Length; i++)
                known[i] = Value(list[i], shape, depth);
            return known;
        }
        var nodes = new List<DocumentNode>();
        foreach (object? item in items)
            nodes.Add(Value(item, shape, depth));
        return [.. nodes];
    }

    private void AddPairs(IEnumerable pairs, int depth)
    {
        if (pairs is IEnumerable<KeyValuePair<string, string>> texts)
        {
            foreach (KeyValuePair<string, string> text in texts)
                Add(text.Key, text.Value is null ? builder.Word("null") : builder.Text(text.Value));
            return;
        }
        foreach (object pair in pairs)
        {
            (string key, object? value) = PairOf(pair);
            Add(key, value is null ? builder.Word("null") : Value(value, ModelShape.Of(value.GetType()), depth));
        }
    }

    private static (string Key, object? Value) PairOf(object pair) => pair switch
    {
        KeyValuePair<string, ResourceQuantity> amounts => (amounts.Key, amounts.Value),
        DictionaryEntry entry => (Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value),
        _ => (Convert.ToString(pair.GetType().GetProperty("Key")!.GetValue(pair), CultureInfo.InvariantCulture)!, pair.GetType()
            .GetProperty("Value")!.GetValue(pair)),
    };

    private void Add(string key, DocumentNode value)
    {
        if (count == entries.Length)
            Array.Resize(ref entries, 2 * count);
        entries[count++] = DocumentBuilder.Entry(key, value);
    }

    /// <summary>Takes the entries of the innermost object away.</summary>
    private MappingEntry[] Take(int start)
    {
        MappingEntry[] taken = entries[start..count];
        count = start;
        return taken;
    }
}
