using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Models;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Kubernetes;

/// <summary>An image that runs in a cluster, as its nodes have it, for rules that judge what runs rather than what was asked for.</summary>
public sealed class RunningImage : Resource
{
    private RunningImage(NodeView root)
        : base(root, "RunningImage", root.Text("image"), default)
    {
        Reference = root.Text("image").Or("");
        Digest = root.Text("digest").Or("") is { Length: > 0 } digest ? digest : null;
        Nodes = [.. root.TextList("nodes").Items.Select(n => n.Value)];
        Containers = root.Integer("containers").Or(0);
    }

    /// <summary>The reference as the container runtime reports it.</summary>
    public string Reference { get; }

    /// <summary>The digest of what runs, such as <c>sha256:…</c>; null where the runtime reports none.</summary>
    public string? Digest { get; }

    /// <summary>The nodes it runs on, in order; at most 1,000 of them.</summary>
    public IReadOnlyList<string> Nodes { get; }

    /// <summary>How many containers run it.</summary>
    public long Containers { get; }

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }

    internal static RunningImage Of(string reference, string? digest, IEnumerable<string> nodes, long containers)
    {
        var builder = new DocumentBuilder(SourceFile.OfObject(digest is null ? $"RunningImage/{reference}" : $"RunningImage/{reference}@{digest}"));
        var entries = new List<MappingEntry> { DocumentBuilder.Entry("image", builder.Text(reference)) };
        if (digest is not null)
            entries.Add(DocumentBuilder.Entry("digest", builder.Text(digest)));
        entries.Add(DocumentBuilder.Entry("nodes", builder.Sequence([.. nodes.Select(builder.Text)])));
        entries.Add(DocumentBuilder.Entry("containers", builder.Word(containers.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        return new RunningImage(new NodeView(builder.Mapping(entries)));
    }
}
