using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Resources.Projects;

/// <summary>
/// A .NET project that the SDK publishes as an image: what it says of the image, by the properties and items of
/// <c>Microsoft.NET.Build.Containers</c>, and what the SDK makes of the rest.
/// </summary>
public sealed class ContainerProject : Resource, IUsesImages
{
    internal ContainerProject(NodeView root, Field<string> name, FieldMap labels)
        : base(root, "Project", name, labels)
    {
    }

    /// <summary>The images that it is built on, one for each framework whose image differs.</summary>
    public IReadOnlyList<ImageUse> Images { get; internal init; } = [];

    /// <summary>
    /// The users that its containers run as, one for each framework whose user differs: the project's own, or that of
    /// the image it is built on; unknown for an image of which nothing is known.
    /// </summary>
    public IReadOnlyList<ImageUser> Users { get; internal init; } = [];

    /// <summary>The environment variables that the project puts into the image.</summary>
    public IReadOnlyList<EnvironmentVariable> Environment { get; internal init; } = [];

    /// <summary>The variables that are handed to the builds of several platforms, which cut their values.</summary>
    internal IReadOnlyList<EnvironmentVariable> HandedOn { get; init; } = [];

    /// <summary>The SDK that <c>global.json</c> names; null where none does.</summary>
    internal SdkVersion? Sdk { get; init; }

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
        foreach (ImageUse image in Images)
            visitor.Visit(image);
        foreach (ImageUser user in Users)
            visitor.Visit(user);
    }
}
