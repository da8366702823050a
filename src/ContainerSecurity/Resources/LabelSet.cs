using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>The labels of an object, without its document: values that are not known are kept as such.</summary>
public sealed class LabelSet
{
    private readonly Dictionary<string, string?> labels = new(StringComparer.Ordinal);
    private readonly bool isOpen;

    /// <summary>Takes over labels.</summary>
    public LabelSet(FieldMap labels)
    {
        isOpen = labels.IsOpen;
        foreach (MappingEntry entry in labels.Entries)
            this.labels[entry.Key] = labels[entry.Key] is { IsKnown: true } value ? value.Value : null;
    }

    /// <summary>A set of one label.</summary>
    internal LabelSet(string key, string value) => labels[key] = value;

    /// <summary>Whether there may be labels that are not known, or values.</summary>
    internal bool IsOpen => isOpen || labels.ContainsValue(null);

    /// <summary>The labels; null for a value that is not known.</summary>
    internal IReadOnlyDictionary<string, string?> Values => labels;

    /// <summary>Whether the label is surely there, with any value.</summary>
    public bool Has(string key) => labels.ContainsKey(key);

    /// <summary>Whether the label may be there.</summary>
    public bool MayHave(string key) => isOpen || Has(key);

    /// <summary>Whether the label surely has the value.</summary>
    public bool Is(string key, string value) => labels.TryGetValue(key, out string? known) && known == value;

    /// <summary>Whether the label may have the value.</summary>
    public bool MayBe(string key, string value) => labels.TryGetValue(key, out string? known) ? known is null || known == value : isOpen;
}
