using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ContainerSecurity.Kubernetes.Models;

/// <summary>A field of a model.</summary>
internal sealed class ModelField
{
    private readonly JsonPropertyInfo property;
    private readonly Func<object, object?> get;
    private readonly Func<object, object?, bool>? isWritten;
    private ModelShape? shape;

    public ModelField(JsonPropertyInfo property)
    {
        this.property = property;
        get = property.Get!;
        // Values that are not null are written, unless a field has a condition of its own.
        bool isPlain = property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) == false
            && property.Options.DefaultIgnoreCondition is JsonIgnoreCondition.Never or JsonIgnoreCondition.WhenWritingNull;
        isWritten = isPlain ? null : property.ShouldSerialize;
        Name = property.Name;
        IsConverted = property.CustomConverter is not null;
        IsExtensionData = property.IsExtensionData;
    }

    public string Name { get; }

    /// <summary>Whether a converter of its own writes the field.</summary>
    public bool IsConverted { get; }

    /// <summary>Whether the field holds what the model has no fields for.</summary>
    public bool IsExtensionData { get; }

    /// <summary>What its values are.</summary>
    public ModelShape Shape => shape ??= ModelShape.Of(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);

    /// <summary>The value in a model; null where nothing is written.</summary>
    public object? ValueOf(object model) => get(model) is { } value && isWritten?.Invoke(model, value) != false ? value : null;
}
