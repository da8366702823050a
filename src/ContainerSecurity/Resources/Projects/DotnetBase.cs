using System.Globalization;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Projects;

/// <summary>
/// What is known of the users of .NET's own images. From version 8 on they name a user in the variable <c>APP_UID</c>,
/// which the SDK makes the user of what it builds on them; older ones have none.
/// </summary>
internal static class DotnetBase
{
    /// <summary>The number of the user that the images name.</summary>
    public const string AppUser = "1654";

    private const string Registry = "mcr.microsoft.com";
    private static readonly string[] Kinds = ["aspnet", "runtime", "runtime-deps", "sdk"];

    /// <summary>
    /// The user of what the SDK builds on an image: missing where that is root, unknown for an image that is not
    /// .NET's.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="place">Where it is written.</param>
    public static Field<string> UserOf(ImageReference? image, DocumentNode? place)
    {
        if (image is null || image.Registry != Registry || !IsDotnet(image.Repository))
            return Field<string>.Unknown(place);
        string tag = image.Tag ?? (image.Digest is null ? "latest" : "");
        if (tag.IndexOf("nanoserver", StringComparison.Ordinal) >= 0)
            return Field<string>.Known("ContainerUser", place);
        if (tag.IndexOf("windowsservercore", StringComparison.Ordinal) >= 0)
            return Field<string>.Known("ContainerAdministrator", place);
        if (tag == "latest" || MajorOf(tag) >= 8)
            return Field<string>.Known(AppUser, place);
        if (MajorOf(tag) is null)
            return Field<string>.Unknown(place);
        bool hasUser = tag.IndexOf("chiseled", StringComparison.Ordinal) >= 0 || tag.IndexOf("distroless", StringComparison.Ordinal) >= 0;
        return hasUser ? Field<string>.Known("app", place) : Field<string>.Missing(place, "ContainerUser");
    }

    private static bool IsDotnet(string repository)
    {
        string[] parts = repository.Split('/');
        return parts is ["dotnet", _] or ["dotnet", "nightly" or "core", _] && Array.IndexOf(Kinds, parts[parts.Length - 1]) >= 0;
    }

    private static int? MajorOf(string tag) =>
        int.TryParse(tag.Split('.', '-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) ? major : null;
}
