using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace ContainerSecurity.Kubernetes.Models;

/// <summary>What the client's own JSON settings say about a type of a model: the names and values of its fields.</summary>
internal sealed class ModelShape
{
    private static readonly Lazy<JsonSerializerOptions> Options = new(CopyOptions);
    private static readonly ConcurrentDictionary<Type, ModelShape> Shapes = new();
    private readonly JsonTypeInfo info;

    private ModelShape(Type type)
    {
        info = Options.Value.GetTypeInfo(type);
        Fields = info.Kind == JsonTypeInfoKind.Object ? [.. info.Properties.Where(p => p.Get is not null)] : [];
        Entity = type.GetCustomAttribute<KubernetesEntityAttribute>();
    }

    /// <summary>Whether the type is an object, a list, a dictionary, or a single value that only its converter can write.</summary>
    public JsonTypeInfoKind Kind => info.Kind;

    /// <summary>The fields in the order of the JSON.</summary>
    public IReadOnlyList<JsonPropertyInfo> Fields { get; }

    /// <summary>The kind and group of a model; null for any other type.</summary>
    public KubernetesEntityAttribute? Entity { get; }

    public static ModelShape Of(Type type) => Shapes.GetOrAdd(type, t => new ModelShape(t));

    /// <summary>The JSON of a single value.</summary>
    public JsonElement Write(object value) => JsonSerializer.SerializeToElement(value, info);

    /// <summary>A copy, because the client's own cannot be changed any more once it has been asked.</summary>
    private static JsonSerializerOptions CopyOptions()
    {
        JsonSerializerOptions? options = null;
        KubernetesJson.AddJsonOptions(o => options = new JsonSerializerOptions(o));
        return options!;
    }
}
