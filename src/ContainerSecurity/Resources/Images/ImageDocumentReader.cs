using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Images;

/// <summary>
/// Reads the JSON documents of images as strictly as their specification asks: one document, JSON and not YAML, no key
/// twice, no field of another type.
/// </summary>
internal static class ImageDocumentReader
{
    private static readonly DocumentReader Json = new(new DocumentLimits { MaxLength = 8 * 1024 * 1024, MaxNodes = 200_000, MaxDepth = 64 });

    public static ImageDocument<T> Read<T>(byte[] json, string name, Func<ImageFields, T?> read)
        where T : class
    {
        DocumentSet documents = Json.ReadJson(json ?? throw new ArgumentNullException(nameof(json)), name);
        var errors = new List<DocumentError>(documents.Errors);
        if (errors.Count == 0 && documents.Documents is not [MappingNode])
            errors.Add(new DocumentError(name, SourceSpan.FileStart, "One JSON object is expected."));
        T? value = errors.Count == 0 ? read(new ImageFields((MappingNode)documents.Documents[0], errors)) : null;
        return new ImageDocument<T>(errors.Count == 0 ? value : null, errors);
    }
}
