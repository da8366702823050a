using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>A file by which Kustomize builds manifests: which files beside it are resources, and which only patch others.</summary>
internal sealed class Kustomization
{
    private const string PathKey = "path";
    private const string InlineKey = "patch";
    private static readonly string[] Names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
    private static readonly string[] OfResources = ["resources", "bases", "components", "crds"];
    private readonly List<(string File, MappingNode? Target)> patches = [];
    private readonly HashSet<string> resources = new(StringComparer.Ordinal);

    private Kustomization(MappingNode root, ICollection<DocumentError> errors)
    {
        var view = new NodeView(root, errors);
        foreach (string key in OfResources)
            resources.UnionWith(view.TextList(key).ReadKnown(Normal));
        foreach (Field<string> item in view.TextList("patchesStrategicMerge").Items)
            if (item.IsKnown)
                Add(item.Node!, null);
        foreach (string key in new[] { "patches", "patchesJson6902" })
            foreach (NodeView patch in view.Views(key).ReadKnown(p => p))
                Add(patch);
    }

    /// <summary>The names that Kustomize looks for in a folder.</summary>
    public static IReadOnlyList<string> FileNames => Names;

    /// <summary>The patches that are written in the file itself, with the target that it names for each.</summary>
    public List<(ScalarNode Text, MappingNode? Target)> InlinePatches { get; } = [];

    /// <summary>Whether a file is a kustomization by its name.</summary>
    public static bool IsName(string path) => Array.IndexOf(Names, ComposeFileNames.NameOf(path)) >= 0;

    /// <summary>Reads a document of such a file; null where it is something else.</summary>
    public static Kustomization? Read(DocumentNode document, ICollection<DocumentError> errors) =>
        document is MappingNode root && root["kind"] is null or ScalarNode { Text: "Kustomization" or "Component" } && root["spec"] is null
            ? new Kustomization(root, errors) : null;

    /// <summary>Whether a file, by its path from this one, is a resource.</summary>
    public bool IsResource(string file) => resources.Contains(file);

    /// <summary>Whether a file, by its path from this one, is a patch; with what it patches where the kustomization says so.</summary>
    public bool IsPatch(string file, out MappingNode? target)
    {
        int at = patches.FindIndex(p => p.File == file);
        target = at < 0 ? null : patches[at].Target;
        return at >= 0;
    }

    private void Add(NodeView patch)
    {
        var target = patch["target"].Mapping;
        if (patch.Text(PathKey) is { IsKnown: true } path)
            Add(path.Node!, target);
        if (patch.Text(InlineKey) is { IsKnown: true, Node: ScalarNode text })
            InlinePatches.Add((text, target));
    }

    /// <summary>Adds what may be a path or a patch itself.</summary>
    private void Add(DocumentNode node, MappingNode? target)
    {
        var scalar = (ScalarNode)node;
        if (scalar.Text.IndexOf('\n') >= 0 || scalar.Text.IndexOf(": ", StringComparison.Ordinal) >= 0)
            InlinePatches.Add((scalar, target));
        else
            patches.Add((Normal(scalar.Text), target));
    }

    private static string Normal(string path) =>
        string.Join("/", path.Trim().Replace('\\', '/').Split('/').Where(p => p is not ("" or ".")));
}
