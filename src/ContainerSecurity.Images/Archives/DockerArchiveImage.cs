using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Images.Archives;

/// <summary>One image of an archive of <c>docker save</c>, as its <c>manifest.json</c> has it.</summary>
internal sealed record DockerArchiveImage(string Config, IReadOnlyList<string> Tags, IReadOnlyList<string> Layers)
{
    /// <summary>The hexadecimal sha256 that the configuration's file is named by; null where its name is no such digest.</summary>
    public string? ConfigDigest => Path.GetFileNameWithoutExtension(Config) is { Length: 64 } name && name.All(char.IsAsciiHexDigitLower) ? name : null;

    public static IReadOnlyList<DockerArchiveImage>? Read(SequenceNode list)
    {
        DockerArchiveImage[] images = [.. list.Items.Select(Read).OfType<DockerArchiveImage>()];
        return images.Length == list.Items.Count ? images : null;
    }

    public bool IsCalled(string reference) =>
        Tags.Contains(reference)
        || (ConfigDigest is not null && (ConfigDigest == reference || $"sha256:{ConfigDigest}" == reference))
        || (ImageReference.TryParse(reference, out ImageReference? wanted) == ImageReferenceError.None
            && Tags.Any(t =>
                ImageReference.TryParse(t, out ImageReference? tag) == ImageReferenceError.None
                && tag!.ToString() == wanted!.WithDefaultTag().ToString()));

    private static DockerArchiveImage? Read(DocumentNode node) =>
        node is MappingNode image && image["Config"] is ScalarNode config && Texts(image["Layers"]) is { } layers
            ? new DockerArchiveImage(config.Text, Texts(image["RepoTags"]) ?? [], layers)
            : null;

    private static string[]? Texts(DocumentNode? node) =>
        node is SequenceNode list && list.Items.All(i => i is ScalarNode) ? [.. list.Items.Select(i => ((ScalarNode)i).Text)] : null;
}
