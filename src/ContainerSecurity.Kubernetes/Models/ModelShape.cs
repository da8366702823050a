using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace ContainerSecurity.Kubernetes.Models;

/// <summary>What the client's own JSON settings say about a type of a model: the names and values of its fields. It is made once a type.</summary>
internal sealed class ModelShape
{
    private static readonly Lazy<JsonSerializerOptions> Options = new(CopyOptions);
    private static readonly ConcurrentDictionary<Type, ModelShape> Shapes = new();
    private readonly JsonTypeInfo info;
    private readonly Type? itemType;
    private ModelShape? item;

    private ModelShape(Type type)
    {
        info = Options.Value.GetTypeInfo(type);
        Kind = KindOf(type, info.Kind);
        Fields = info.Kind == JsonTypeInfoKind.Object ? [.. info.Properties.Where(p => p.Get is not null).Select(p => new ModelField(p))] : [];
        Entity = type.GetCustomAttribute<KubernetesEntityAttribute>();
        itemType = Kind == ModelValueKind.List ? ItemOf(type) : null;
        Items = Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IItems<>))
            ? type.GetProperty(nameof(IItems<>.Items)) : null;
    }

    /// <summary>What values of the type are.</summary>
    public ModelValueKind Kind { get; }

    /// <summary>The fields in the order of the JSON.</summary>
    public ModelField[] Fields { get; }

    /// <summary>The kind and group of a model; null for any other type.</summary>
    public KubernetesEntityAttribute? Entity { get; }

    /// <summary>The property that holds the objects of a list of objects; null for any other type.</summary>
    public PropertyInfo? Items { get; }

    /// <summary>What the items of a list are.</summary>
    public ModelShape Item => item ??= Of(Nullable.GetUnderlyingType(itemType!) ?? itemType!);

    public static ModelShape Of(Type type) => Shapes.TryGetValue(type, out ModelShape? known) ? known : Shapes.GetOrAdd(type, t => new ModelShape(t));

    /// <summary>The JSON of a single value.</summary>
    public JsonElement Write(object value) => JsonSerializer.SerializeToElement(value, info);

    private static ModelValueKind KindOf(Type type, JsonTypeInfoKind kind) => type == typeof(object) ? ModelValueKind.Anything : kind switch
    {
        JsonTypeInfoKind.Object => ModelValueKind.Object,
        JsonTypeInfoKind.Enumerable => ModelValueKind.List,
        JsonTypeInfoKind.Dictionary => ModelValueKind.Dictionary,
        _ => ModelValueKind.Single,
    };

    private static Type ItemOf(Type list) =>
        list.IsArray ? list.GetElementType()! : list.IsGenericType && list.GetGenericArguments() is [Type item] ? item : typeof(object);

    /// <summary>A copy, because the client's own cannot be changed any more once it has been asked.</summary>
    private static JsonSerializerOptions CopyOptions()
    {
        JsonSerializerOptions? options = null;
        KubernetesJson.AddJsonOptions(o => options = new JsonSerializerOptions(o));
        return options!;
    }
}
