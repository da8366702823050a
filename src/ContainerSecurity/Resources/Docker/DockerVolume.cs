using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>
/// A volume of a Docker engine, as <c>docker volume inspect</c> shows it. One of the local driver may be a folder of
/// the host in disguise.
/// </summary>
public sealed class DockerVolume : Resource
{
    /// <summary>The kind that a volume has.</summary>
    public const string VolumeKind = "Volume";

    /// <summary>Creates a volume.</summary>
    /// <param name="root">The whole object.</param>
    public DockerVolume(NodeView root)
        : base(root, VolumeKind, root.Text("Name"), root.Map("Labels"))
    {
        Paths = [.. HostMounts.DisguisedPaths(root["Options"]).Select(p => HostMounts.Make(root, p, Name))];
        Volume = Paths.Count == 0 ? new Volume { View = root, Name = Name } : Paths[0];
    }

    /// <summary>The folders and devices of the host that the volume is; an overlay has several.</summary>
    internal IReadOnlyList<Volume> Paths { get; }

    /// <summary>The folder of the host that the volume is; without a source where it is none.</summary>
    public Volume Volume { get; }

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
