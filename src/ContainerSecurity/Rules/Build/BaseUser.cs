using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Build;

/// <summary>The user that a well-known base image runs as. The table is Rules/Data/base-users.txt.</summary>
/// <param name="Image">The pattern of the images.</param>
/// <param name="Name">The user.</param>
/// <param name="Offered">A user that is there to be chosen; empty where none is.</param>
internal sealed record BaseUser(string Image, string Name, string Offered)
{
    private static readonly BaseUser[] Table = [.. EmbeddedTable.Read("base-users.txt")
        .Select(c => new BaseUser(c[0], c[1], c.Length > 2 ? c[2] : ""))];

    private readonly ImagePattern pattern = new(Image);

    /// <summary>The user of an image; null where nothing is known of it. The first row that names the image counts.</summary>
    public static BaseUser? Of(string image) =>
        ImageReference.TryParse(image, out ImageReference? reference) == ImageReferenceError.None
            ? Array.Find(Table, u => u.pattern.Matches(reference!))
            : null;
}
