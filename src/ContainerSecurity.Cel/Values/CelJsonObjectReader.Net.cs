using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContainerSecurity.Cel.Values;

/// <summary>
/// Reads any object by the names that System.Text.Json would give its properties, such as the models of a Kubernetes
/// client. It looks at types by reflection: where code is trimmed or compiled ahead of time, use
/// <see cref="CelObjectReader"/>.
/// </summary>
/// <remarks>Types with a converter of their own, such as quantities, are what the converter writes; times and bytes are text, as in JSON.</remarks>
public sealed class CelJsonObjectReader : ICelObjectReader, IJsonForms
{
    private readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> types = new();

    /// <summary>Creates a reader. One serves all threads and remembers the types that it met.</summary>
    [RequiresUnreferencedCode("Properties are found by reflection; use CelObjectReader where code is trimmed.")]
    [RequiresDynamicCode("Converters of JSON may need code that is made at run time; use CelObjectReader where code is compiled ahead of time.")]
    public CelJsonObjectReader()
    {
    }

    /// <inheritdoc/>
    public bool CanRead(object value) => !(value ?? throw new ArgumentNullException(nameof(value))).GetType().IsPrimitive;

    /// <inheritdoc/>
    public bool TryGetField(object value, string name, out object? field)
    {
        field = PropertiesOf(value).TryGetValue(name, out PropertyInfo? property) ? property.GetValue(value) : null;
        return field is not null;
    }

    /// <inheritdoc/>
    public IEnumerable<string> FieldNames(object value) => PropertiesOf(value).Where(p => p.Value.GetValue(value) is not null).Select(p => p.Key);

    private Dictionary<string, PropertyInfo> PropertiesOf(object value) =>
        types.GetOrAdd((value ?? throw new ArgumentNullException(nameof(value))).GetType(), Read);

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The constructor says that types are looked at by reflection.")]
    private static Dictionary<string, PropertyInfo> Read(Type type)
    {
        var properties = new Dictionary<string, PropertyInfo>(StringComparer.Ordinal);
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.CanRead
                && property.GetIndexParameters().Length == 0
                && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always })
                properties[property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name] = property;
        return properties;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The constructor says that types are looked at by reflection.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The constructor says that code may be made at run time.")]
    bool IJsonForms.TryConvert(object value, out CelValue form)
    {
        form = value switch
        {
            DateTime time => CelValue.From(Text(time.ToUniversalTime())),
            DateTimeOffset time => CelValue.From(Text(time.UtcDateTime)),
            byte[] bytes => CelValue.From(Convert.ToBase64String(bytes)),
            _ when value.GetType().IsDefined(typeof(JsonConverterAttribute), inherit: true) =>
                CelValue.From(JsonSerializer.SerializeToElement(value, value.GetType())),
            _ => default,
        };
        return form.Reference is not null;
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
