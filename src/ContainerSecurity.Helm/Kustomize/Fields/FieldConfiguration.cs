using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Fields;

/// <summary>The fields that each transformer changes: those that Kustomize knows, and those that configurations add.</summary>
internal sealed class FieldConfiguration
{
    private bool isEmpty = true;

    /// <summary>Whether the fields that Kustomize knows are among them.</summary>
    public bool HoldsDefaults { get; private set; }

    /// <summary>Whether there are no others.</summary>
    public bool HoldsOnlyDefaults { get; private set; }

    public List<FieldSpec> Namespace { get; } = [];

    public List<FieldSpec> Prefix { get; } = [];

    public List<FieldSpec> Suffix { get; } = [];

    public List<FieldSpec> CommonLabels { get; } = [];

    public List<FieldSpec> TemplateLabels { get; } = [];

    public List<FieldSpec> CommonAnnotations { get; } = [];

    public List<FieldSpec> Images { get; } = [];

    public List<FieldSpec> Replicas { get; } = [];

    public List<FieldSpec> Variables { get; } = [];

    /// <summary>The fields that name objects of a kind.</summary>
    public List<(GroupVersionKind Target, List<FieldSpec> Fields)> References { get; } = [];

    /// <summary>Adds the fields of another.</summary>
    /// <exception cref="BuildException">Both speak of one field, and differ.</exception>
    public void Merge(FieldConfiguration other, Origin place)
    {
        // Each base brings what Kustomize knows; it is there already.
        if (HoldsDefaults && other.HoldsOnlyDefaults)
            return;
        HoldsOnlyDefaults = other.HoldsOnlyDefaults && (isEmpty || HoldsOnlyDefaults);
        HoldsDefaults |= other.HoldsDefaults;
        isEmpty = false;
        Merge(Namespace, other.Namespace, place);
        Merge(Prefix, other.Prefix, place);
        Merge(Suffix, other.Suffix, place);
        Merge(CommonLabels, other.CommonLabels, place);
        Merge(TemplateLabels, other.TemplateLabels, place);
        Merge(CommonAnnotations, other.CommonAnnotations, place);
        Merge(Images, other.Images, place);
        Merge(Replicas, other.Replicas, place);
        Merge(Variables, other.Variables, place);
        foreach ((GroupVersionKind target, List<FieldSpec> fields) in other.References)
        {
            int known = References.FindIndex(r => r.Target == target);
            if (known >= 0)
                Merge(References[known].Fields, fields, place);
            else
                References.Add((target, [.. fields]));
        }
        List<(GroupVersionKind Target, List<FieldSpec> Fields)> ordered = [.. References.OrderBy(r => r.Target, KindOrder.Default)];
        References.Clear();
        References.AddRange(ordered);
    }

    /// <summary>Says that these are the fields that Kustomize knows.</summary>
    public void SetDefault() => HoldsDefaults = HoldsOnlyDefaults = true;

    /// <summary>Adds fields to others, of which none is to be there twice.</summary>
    /// <exception cref="BuildException">Both speak of one field, and differ.</exception>
    public static void Add(List<FieldSpec> fields, IEnumerable<FieldSpec> others, Origin place)
    {
        foreach (FieldSpec other in others)
        {
            FieldSpec? known = fields.Find(f => f.Path == other.Path && f.Kind.IsSelectedBy(other.Kind));
            if (known is null)
                fields.Add(other);
            else if (known.IsCreated != other.IsCreated)
                throw new BuildException(place, $"The field '{other.Path}' is configured twice, once to be made and once not.");
        }
    }

    /// <summary>Adds fields and puts all in order; of two that stand for one another, the one that comes first stays.</summary>
    private static void Merge(List<FieldSpec> fields, IEnumerable<FieldSpec> others, Origin place)
    {
        Add(fields, others, place);
        List<FieldSpec> ordered = [.. fields.OrderBy(f => f.Kind, KindOrder.Default)];
        fields.Clear();
        fields.AddRange(ordered);
    }
}
