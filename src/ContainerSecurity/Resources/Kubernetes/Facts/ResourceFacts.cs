using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Facts;

/// <summary>
/// The little that is kept of an object when its document is let go, in less than a kilobyte: who it is, its labels,
/// what it selects and refers to, and where that is written.
/// </summary>
internal sealed class ResourceFacts
{
    /// <summary>The most bytes that the fields of an object may take; the objects around them take the rest of the kilobyte.</summary>
    private const int MaxLength = 880;

    [ThreadStatic]
    private static FactWriter? writer;

    private readonly string path;
    private readonly byte[] bytes;

    private ResourceFacts(string path, byte[] bytes)
    {
        this.path = path;
        this.bytes = bytes;
    }

    /// <summary>Takes the facts of an object; null where it is none of Kubernetes, or its facts are too many.</summary>
    public static ResourceFacts? TryTake(Resource resource, FactSelection selection) =>
        IsObject(resource) && HasPodInUsualPlace(resource)
        && (writer ??= new FactWriter(MaxLength)).Write(resource.Node, selection.Of(resource.Kind)) is { } bytes
            ? new ResourceFacts(resource.Node.File.Path, bytes)
            : null;

    /// <summary>Whether a resource is an object of Kubernetes, and none that would be read as a list.</summary>
    private static bool IsObject(Resource resource) =>
        resource is KubernetesResource or Workload { Platform: Platform.Kubernetes } && resource.ApiVersion.IsKnown
        && resource.Kind.Length > 0 && !resource.Kind.EndsWith("List", StringComparison.Ordinal);

    /// <summary>Whether the facts hold the labels and the account of the resource's pod, where it has one.</summary>
    private static bool HasPodInUsualPlace(Resource resource) =>
        resource is not Workload workload || PathOf(workload.Pod) is not { } path || path == resource.Kind switch
        {
            "Pod" => "spec",
            "PodTemplate" => "template.spec",
            "CronJob" => "spec.jobTemplate.spec.template.spec",
            _ => "spec.template.spec",
        };

    private static string? PathOf(NodeView pod) => pod.Mapping?.Path ?? pod.Location?.Path;

    /// <summary>Makes an object of the facts, whose other fields are unknown.</summary>
    public Resource ToResource() => KubernetesReader.Read(new FactReader(new SourceFile(path), bytes).Read(), []).First(r => r.Kind.Length > 0);
}
