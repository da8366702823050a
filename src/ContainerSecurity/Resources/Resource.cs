using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>Something that is judged: one object of a manifest, with its identity and its place.</summary>
/// <remarks>A new kind of resource derives from it, and offers itself and its parts in <see cref="OfferTo"/> to the rules that judge these types.</remarks>
public abstract class Resource : ILocated
{
    private ResourceIdentity? identity;

    /// <summary>Creates a resource of a document that has Kubernetes' fields: <c>apiVersion</c>, <c>kind</c>, <c>metadata</c>.</summary>
    /// <param name="root">The document.</param>
    /// <exception cref="ArgumentException">The document is not a mapping.</exception>
    protected Resource(NodeView root)
    {
        Root = root;
        Node = root.Mapping ?? throw new ArgumentException("A resource is a mapping.", nameof(root));
        ApiVersion = root.Text("apiVersion");
        Kind = root.Text("kind").Or("");
        Metadata = root["metadata"];
        Name = Metadata.Text("name");
        Namespace = Metadata.Text("namespace");
        Labels = Metadata.Map("labels");
        Annotations = Metadata.Map("annotations");
    }

    /// <summary>Creates a resource of any other document.</summary>
    /// <param name="root">The document.</param>
    /// <param name="kind">What it is called in reports and selectors.</param>
    /// <param name="name">Its name, with the place where it is written.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="annotations">Its annotations; none where they are left out.</param>
    /// <exception cref="ArgumentException">The document is not a mapping.</exception>
    protected Resource(NodeView root, string kind, Field<string> name, FieldMap labels, FieldMap annotations = default)
    {
        Root = root;
        Node = root.Mapping ?? throw new ArgumentException("A resource is a mapping.", nameof(root));
        Kind = kind ?? throw new ArgumentNullException(nameof(kind));
        Name = name;
        Labels = labels;
        Annotations = annotations;
    }

    /// <summary>The document the resource was read from.</summary>
    public MappingNode Node { get; }

    /// <summary>The document as a view, for rules over fields that have no property of their own.</summary>
    public NodeView Root { get; }

    /// <summary>Group and version, such as <c>apps/v1</c>.</summary>
    public Field<string> ApiVersion { get; }

    /// <summary>The kind as written, such as <c>Deployment</c>; empty where it is not known.</summary>
    public string Kind { get; }

    /// <summary>The object's metadata.</summary>
    public NodeView Metadata { get; }

    /// <summary>The object's name; missing where <c>generateName</c> stands instead.</summary>
    public Field<string> Name { get; }

    /// <summary>The namespace as written; missing where the caller's context decides.</summary>
    public Field<string> Namespace { get; }

    /// <summary>The object's labels.</summary>
    public FieldMap Labels { get; }

    /// <summary>The object's annotations.</summary>
    public FieldMap Annotations { get; }

    /// <summary>Who the resource is, for findings, waivers and selectors.</summary>
    public ResourceIdentity Identity => identity ??= new(
        ApiVersion.Or(""), Kind, Namespace.IsKnown ? Namespace.Value : null, Name.IsKnown ? Name.Value : Metadata.Text("generateName").Or(""));

    /// <summary>What looks like something to be judged, and was not; on the first resource of an object.</summary>
    internal IReadOnlyList<UnreadPart> Unread { get; set; } = [];

    /// <summary>
    /// The resources that stand in one text or project with this one, itself among them, so that a secret of it is
    /// reported once; null for itself alone.
    /// </summary>
    internal IReadOnlyList<Resource>? Together { get; set; }

    /// <summary>Whether the text that holds the resource is that of another resource of the same source, which is searched for secrets whole.</summary>
    internal bool IsInText { get; set; }

    /// <summary>Offers the resource and its parts to who judges them. A type of resource offers itself under its own type after what its base offers.</summary>
    /// <param name="visitor">Takes the subjects.</param>
    public virtual void OfferTo(ISubjectVisitor visitor) => (visitor ?? throw new ArgumentNullException(nameof(visitor))).Visit<Resource>(this);

    /// <summary>The place of the name, or of the whole object where the name is written nowhere, as an image's.</summary>
    public DocumentLocation Location => (Name.IsKnown ? Name.Location : null) ?? DocumentLocation.Of(Node) with { Path = "" };
}
