using ContainerSecurity.Docker.Endpoints;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Docker.Access;

/// <summary>What the engine says of an object that it does not have.</summary>
internal static class DockerNotFound
{
    /// <summary>The text of the engine's answer.</summary>
    public static string MessageOf(DockerReference reference) => reference.Kind switch
    {
        DockerObjectKind.Container => $"No such container: {reference.Text}",
        DockerObjectKind.Exec => $"No such exec instance: {reference.Text}",
        DockerObjectKind.Image => $"No such image: {Tagged(reference.Text)}",
        DockerObjectKind.Volume => $"get {reference.Text}: no such volume",
        var kind => $"{kind.ToString().ToLowerInvariant()} {reference.Text} not found",
    };

    private static string Tagged(string name) =>
        ImageReference.TryParse(name, out ImageReference? image) == ImageReferenceError.None && image is { Tag: null, Digest: null } ? name + ":latest" : name;
}
