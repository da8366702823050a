using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace OwnFormat;

/// <summary>A container as a unit of systemd, as Podman runs it: a new kind of subject.</summary>
public sealed class Quadlet(NodeView root, string name) : Resource(root, "Quadlet", Field<string>.Known(name), root.Map("Label"))
{
    public Field<string> AutoUpdate => Root.Text("AutoUpdate");

    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
