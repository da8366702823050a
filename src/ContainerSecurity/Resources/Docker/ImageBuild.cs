using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>A build of an image, as a target of a bake file, a unit or a command asks for it; its Dockerfile is judged by itself.</summary>
internal sealed class ImageBuild : Resource, IUsesImages
{
    /// <summary>The kind of such a resource.</summary>
    internal const string BuildKind = "Build";

    private ImageUse[]? images;

    /// <summary>Creates a build.</summary>
    /// <param name="place">What describes it.</param>
    /// <param name="settings">What is asked for.</param>
    internal ImageBuild(MappingNode place, BuildSettings settings)
        : base(new NodeView(place), BuildKind, Field<string>.Known(settings.Name, place), default)
    {
        Settings = settings;
        IsInText = true;
    }

    /// <summary>What is asked for.</summary>
    public BuildSettings Settings { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ImageUse> Images =>
        images ??= [.. Settings.Images.Select(i => new ImageUse($"The build of {Settings.Owner} '{Settings.Name}' starts from", i))];

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(Settings);
        foreach (ImageUse image in Images)
            visitor.Visit(image);
    }
}
