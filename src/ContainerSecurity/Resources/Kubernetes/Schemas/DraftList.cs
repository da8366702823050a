using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>A list of an object while the object is completed.</summary>
internal sealed class DraftList(FieldType type, SourceFile file, SourceSpan place) : Draft(file, place)
{
    public FieldType Type => type;

    public List<Draft> Items { get; } = [];

    /// <summary>Whether there may be further, unknown items.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The items that are objects.</summary>
    public IEnumerable<DraftMap> Objects => Items.OfType<DraftMap>();
}
