using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>One document of a compose file as it is written, for rules over its text; its services are workloads of their own.</summary>
internal sealed class ComposeFile : Resource
{
    /// <summary>The kind of such a resource.</summary>
    internal const string FileKind = "Compose";

    internal ComposeFile(NodeView root, Field<string> name)
        : base(root, FileKind, name, default)
    {
    }

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
