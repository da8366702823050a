namespace ContainerSecurity.Helm.Kustomize.Resources;

/// <summary>What identifies an object.</summary>
internal readonly record struct ResourceId(GroupVersionKind Kind, string Name, string Namespace)
{
    /// <summary>The namespace of all that belong to none.</summary>
    public const string NoNamespace = "_non_namespaceable_";

    private const string Default = "default";

    /// <summary>The namespace that an object without one is in.</summary>
    public string EffectiveNamespace =>
        Kind.IsClusterScoped ? NoNamespace : Namespace.Length == 0 ? Default : Namespace;

    /// <summary>Whether both are the same object.</summary>
    public bool IsSame(ResourceId other) =>
        Name == other.Name && Kind == other.Kind && EffectiveNamespace == other.EffectiveNamespace;

    /// <summary>Whether a selector, in which an empty part stands for any, stands for it.</summary>
    public bool IsSelectedBy(ResourceId selector) =>
        (selector.Name.Length == 0 || selector.Name == Name)
        && (selector.Namespace.Length == 0 || selector.EffectiveNamespace == EffectiveNamespace)
        && Kind.IsSelectedBy(selector.Kind);

    public override string ToString() => Namespace.Length == 0 ? $"{Kind} '{Name}'" : $"{Kind} '{Namespace}/{Name}'";
}
