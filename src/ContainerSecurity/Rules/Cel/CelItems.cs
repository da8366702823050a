namespace ContainerSecurity.Rules.Cel;

/// <summary>A list in a variable that is judged item by item.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Item">What an expression calls one item.</param>
/// <param name="Label">What messages call one item: an expression over it that gives a text.</param>
internal sealed record CelItems(string Name, string Item, string Label)
{
    private const string OwnName = ".?name.orValue('')";

    /// <summary>All containers, each as <c>c</c>.</summary>
    public static CelItems Containers { get; } = new("containers", "c", "c" + OwnName);

    /// <summary>Containers that run as long as the pod does, each as <c>c</c>.</summary>
    public static CelItems LongRunningContainers { get; } = new("longRunningContainers", "c", "c" + OwnName);

    /// <summary>Containers that may ask for resources, each as <c>c</c>.</summary>
    public static CelItems SizedContainers { get; } = new("sizedContainers", "c", "c" + OwnName);

    /// <summary>The volumes of a pod, or the one that a PersistentVolume is, each as <c>v</c>.</summary>
    public static CelItems Volumes { get; } = new("volumes", "v", "v" + OwnName);

    /// <summary>The folders and files of the host among the volumes, each as <c>h</c> with <c>path</c> and <c>type</c>.</summary>
    public static CelItems HostPaths { get; } = new("hostPaths", "h", "h.path");

    /// <summary>The rules of a role, each as <c>r</c>.</summary>
    public static CelItems RoleRules { get; } = new("roleRules", "r", "r.?resources.orValue([]).join('+')");

    /// <summary>The subjects of a role binding, each as <c>s</c>.</summary>
    public static CelItems Subjects { get; } = new("subjects", "s", "s.?name.orValue('')");

    /// <summary>The references of all images as written, each as <c>i</c>.</summary>
    public static CelItems ImageReferences { get; } = new("imageReferences", "i", "i");

    /// <summary>The references that parse, as written, each as <c>i</c>.</summary>
    public static CelItems ValidImages { get; } = new("validImages", "i", "i");

    /// <summary>
    /// The same, each as <c>i</c> with <c>text</c>, the normalised <c>name</c> (registry and repository), and
    /// <c>full</c>, which <see cref="ContainerSecurity.Resources.ImagePattern"/> matches.
    /// </summary>
    public static CelItems Images { get; } = new("images", "i", "i.text");
}
