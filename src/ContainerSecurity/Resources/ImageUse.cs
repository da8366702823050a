using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>An image that a workload or a build uses: to run a container, for the files of a volume, as a base.</summary>
public sealed class ImageUse : ILocated
{
    /// <summary>Who uses the image: a container, a volume, or the start of a sentence.</summary>
    private readonly object user;

    internal ImageUse(Container container)
        : this(container, container.Image, container.ImagePullPolicy) => Container = container;

    internal ImageUse(Volume volume)
        : this(volume, volume.Image, volume.ImagePullPolicy)
    {
    }

    /// <summary>Creates the use of an image by a build, of which nobody knows when it pulls.</summary>
    /// <param name="user">The start of a sentence, such as <c>The stage 'build' is built from</c>.</param>
    /// <param name="text">The reference.</param>
    internal ImageUse(string user, Field<string> text)
        : this(user, text, Field<string>.Unknown(text.Node))
    {
    }

    private ImageUse(object user, Field<string> text, Field<string> pullPolicy)
    {
        this.user = user;
        Text = text;
        PullPolicy = pullPolicy;
        if (!text.IsKnown || IsUnresolved(text.Value))
            return;
        Error = ImageReference.TryParse(text.Value, out ImageReference? reference);
        Reference = reference;
    }

    /// <summary>The reference as written.</summary>
    public Field<string> Text { get; }

    /// <summary>When the image is pulled: <c>Always</c>, <c>IfNotPresent</c> or <c>Never</c>.</summary>
    public Field<string> PullPolicy { get; }

    /// <summary>The container that runs the image; null for the image of a volume.</summary>
    public Container? Container { get; }

    /// <summary>The normalised reference; null where it is not known, or does not parse.</summary>
    public ImageReference? Reference { get; }

    /// <summary>Why the reference does not parse; <see cref="ImageReferenceError.None"/> where it does, or is not known.</summary>
    public ImageReferenceError Error { get; }

    /// <inheritdoc/>
    public DocumentLocation? Location => Text.Location;

    /// <summary>The normalised reference of a text; null where another tool fills it in, or it does not parse.</summary>
    internal static ImageReference? ReferenceOf(string text) =>
        !IsUnresolved(text) && ImageReference.TryParse(text, out ImageReference? reference) == ImageReferenceError.None ? reference : null;

    /// <summary>The start of a sentence, such as <c>Container 'app' runs the image 'nginx:1.27'</c>.</summary>
    public override string ToString() => $"{Beginning} the image '{Text}'";

    private string Beginning => user switch
    {
        Resources.Container { Name.Length: > 0 } container => $"Container '{container.Name}' runs",
        Resources.Container => "The container runs",
        Volume volume => $"Volume '{volume.Name}' mounts",
        _ => (string)user,
    };

    /// <summary>Whether another tool fills the reference in: blank text (image triggers), variables of envsubst and its like, import paths of ko.</summary>
    private static bool IsUnresolved(string text) =>
        string.IsNullOrWhiteSpace(text) || text.IndexOf('$') >= 0 || text.StartsWith("ko://", StringComparison.Ordinal);
}
