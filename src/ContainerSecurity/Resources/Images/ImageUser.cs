using System.Globalization;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Images;

/// <summary>
/// The user that the containers of an image run as where nobody tells them another: of an image that is there, or of
/// one that a project builds.
/// </summary>
public sealed class ImageUser : ILocated
{
    private readonly string image;

    /// <summary>Creates the user of an image.</summary>
    /// <param name="image">The image at the start of a sentence, such as <c>The image</c>.</param>
    /// <param name="user">The user, <c>user[:group]</c>; missing where the image names none, which is root.</param>
    /// <param name="ids">The numbers of the image's users by name; null where they are not known.</param>
    public ImageUser(string image, Field<string> user, IReadOnlyDictionary<string, long>? ids = null)
    {
        this.image = image ?? throw new ArgumentNullException(nameof(image));
        User = user;
        string name = user.Or("").Split(':')[0].Trim();
        Id = long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
            : ids is not null && ids.TryGetValue(name, out long id) ? id
            : name == "root" ? 0
            : null;
    }

    /// <summary>The user, <c>user[:group]</c> by name or number; missing where the image names none, which is root.</summary>
    public Field<string> User { get; }

    /// <summary>The user's number; null where the image names a user that it does not have, or none.</summary>
    public long? Id { get; }

    /// <inheritdoc/>
    public DocumentLocation? Location => User.Location;

    /// <summary>The image at the start of a sentence.</summary>
    public override string ToString() => image;
}
