using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>
/// A file of another program that describes containers among other things, such as a pipeline or a dev container, as
/// it is written: for rules over its text and over what holds for all of its containers, which are resources too.
/// </summary>
internal sealed class SettingsFile : Resource
{
    /// <summary>Creates the resource.</summary>
    /// <param name="root">The whole file.</param>
    /// <param name="kind">What it is, such as <c>Workflow</c>.</param>
    /// <param name="name">Its name.</param>
    internal SettingsFile(MappingNode root, string kind, Field<string> name)
        : base(new NodeView(root), kind, name, default)
    {
    }

    /// <summary>The first container into which the file's runner mounts the socket of its engine unasked; missing for none.</summary>
    public Field<string> SocketTaker { get; init; } = Field<string>.Missing();

    /// <summary>How the runner is kept from it; empty where nothing does.</summary>
    public string SocketSwitch { get; init; } = "";

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
