using System.Text.Json;
using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Scanning;

/// <summary>Collects the images that run, with their digests and nodes.</summary>
internal sealed class ImageBook
{
    private const int MaxNodes = 1_000;
    private static readonly string[] Statuses = ["initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"];
    private readonly SortedDictionary<(string Reference, string Digest), Entry> images = [];

    /// <summary>Adds what a pod runs.</summary>
    public void Add(ClusterObject pod)
    {
        string? node = pod.Json.Below("spec").TextOf("nodeName");
        foreach (JsonElement status in Statuses.SelectMany(s => pod.Json.Below("status").ItemsOf(s)))
            if (status.TextOf("image") is { Length: > 0 } image)
                Add(image, DigestOf(status.TextOf("imageID")), node);
    }

    public IEnumerable<RunningImage> Images =>
        images.Select(i => RunningImage.Of(i.Key.Reference, i.Key.Digest.Length == 0 ? null : i.Key.Digest, i.Value.Nodes, i.Value.Containers));

    private void Add(string image, string digest, string? node)
    {
        if (!images.TryGetValue((image, digest), out Entry? entry))
            images.Add((image, digest), entry = new Entry());
        entry.Containers++;
        if (node is not null && entry.Nodes.Count < MaxNodes)
            entry.Nodes.Add(node);
    }

    /// <summary>Runtimes write <c>repository@sha256:…</c>, some with a scheme before it, or the digest of the configuration alone.</summary>
    private static string DigestOf(string? id)
    {
        int start = id?.LastIndexOf("sha256:", StringComparison.Ordinal) ?? -1;
        return start < 0 ? "" : id![start..];
    }

    private sealed class Entry
    {
        public SortedSet<string> Nodes { get; } = new(StringComparer.Ordinal);

        public long Containers { get; set; }
    }
}
