using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>A network of a Docker engine, as <c>docker network inspect</c> shows it.</summary>
/// <param name="root">The whole object.</param>
public sealed class DockerNetwork(NodeView root) : Resource(root, NetworkKind, root.Text("Name"), root.Map("Labels"))
{
    /// <summary>The kind that a network has.</summary>
    public const string NetworkKind = "Network";

    private const string BridgeOption = "com.docker.network.bridge.";

    /// <summary>The driver, such as <c>bridge</c> or <c>overlay</c>.</summary>
    public Field<string> Driver => Root.Text("Driver");

    /// <summary>The options that the driver was given.</summary>
    public FieldMap Options => Root.Map("Options");

    /// <summary>Whether containers that name no network are put here.</summary>
    public bool IsDefaultBridge => Options[BridgeOption + "default_bridge"].Is("true") || (Name.Is("bridge") && Driver.Is("bridge"));

    /// <summary>Whether containers of the network may talk to each other; missing means yes.</summary>
    public Field<bool> AllowsTraffic => Options[BridgeOption + "enable_icc"].As<bool>(v => v is not ("false" or "0"));

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
