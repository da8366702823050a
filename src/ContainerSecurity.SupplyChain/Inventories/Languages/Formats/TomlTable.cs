namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>
/// A table of a TOML file. Its values are texts, tables and lists; numbers, dates and truth values are kept as they are
/// written.
/// </summary>
internal sealed class TomlTable
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    /// <summary>The keys and their values.</summary>
    public IReadOnlyDictionary<string, object> Values => values;

    /// <summary>The text of a key; null where there is none.</summary>
    public string? Text(string key) => values.GetValueOrDefault(key) as string;

    /// <summary>The table of a key; null where there is none.</summary>
    public TomlTable? Table(string key) => values.GetValueOrDefault(key) as TomlTable;

    /// <summary>The tables in the list of a key; none where there is no list.</summary>
    public IEnumerable<TomlTable> Tables(string key) => (values.GetValueOrDefault(key) as List<object>)?.OfType<TomlTable>() ?? [];

    /// <summary>The texts in the list of a key; none where there is no list.</summary>
    public IEnumerable<string> Texts(string key) => (values.GetValueOrDefault(key) as List<object>)?.OfType<string>() ?? [];

    /// <summary>Whether there is a value of a key.</summary>
    public bool Has(string key) => values.ContainsKey(key);

    /// <summary>The value of a key; null where there is none.</summary>
    internal object? Value(string key) => values.GetValueOrDefault(key);

    /// <summary>Gives a key a value.</summary>
    internal void Set(string key, object value) => values[key] = value;
}
