namespace ContainerSecurity.Images.Registries.Pushing;

/// <summary>One piece of an artifact.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record OciArtifactBlob(string MediaType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The annotations of its descriptor.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
