namespace ContainerSecurity.Cel.Values;

/// <summary>Reads objects through getters that were registered for their types: no reflection, safe for trimming.</summary>
public sealed class CelObjectReader : ICelObjectReader
{
    private readonly Dictionary<Type, Dictionary<string, Func<object, object?>>> types = [];

    /// <summary>Registers the fields of a type by their JSON names.</summary>
    public CelObjectReader Add<T>(params (string Name, Func<T, object?> Get)[] fields) where T : notnull
    {
        var getters = new Dictionary<string, Func<object, object?>>();
        foreach ((string name, Func<T, object?> get) in fields ?? throw new ArgumentNullException(nameof(fields)))
            getters[name] = o => get((T)o);
        types[typeof(T)] = getters;
        return this;
    }

    /// <inheritdoc/>
    public bool CanRead(object value) => types.ContainsKey((value ?? throw new ArgumentNullException(nameof(value))).GetType());

    /// <inheritdoc/>
    public bool TryGetField(object value, string name, out object? field)
    {
        field = types.TryGetValue((value ?? throw new ArgumentNullException(nameof(value))).GetType(), out var getters)
                && getters.TryGetValue(name, out var get)
            ? get(value)
            : null;
        return field is not null;
    }

    /// <inheritdoc/>
    public IEnumerable<string> FieldNames(object value) =>
        types.TryGetValue((value ?? throw new ArgumentNullException(nameof(value))).GetType(), out var getters)
            ? getters.Where(g => g.Value(value) is not null).Select(g => g.Key)
            : [];
}
