using System.Globalization;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Images;

/// <summary>
/// The fields of one object of an image's document. What has another type than the specification says is an error with
/// its position; null stands for absent, as Go's readers take it.
/// </summary>
internal sealed class ImageFields(MappingNode node, List<DocumentError> errors)
{
    public void Report(string key, string message) => ReportAt(node[key] ?? node, message);

    public void Forbid(string key, string why)
    {
        if (node[key] is not null)
            Report(key, $"{why}: '{key}' makes the document ambiguous.");
    }

    public void RequireSchemaVersion()
    {
        if (Integer("schemaVersion") is { } version && version != 2)
            Report("schemaVersion", $"'schemaVersion' is {version}; 2 is expected.");
    }

    /// <summary>The media type that a document gives itself.</summary>
    public string? DocumentType(Func<string, bool> isRight, string what)
    {
        string? mediaType = MediaType("mediaType", isRequired: false);
        if (mediaType is not null && !isRight(mediaType))
            Report("mediaType", $"'mediaType' is '{mediaType}', which is not that of {what}.");
        return mediaType;
    }

    public string? Text(string key, bool isRequired = false) => Present(key, isRequired) is { } value ? TextOf(key, value) : null;

    public bool Flag(string key)
    {
        if (Present(key, false) is not { } value)
            return false;
        if (value is ScalarNode { Style: ScalarStyle.Plain, Text: "true" or "false" } scalar)
            return scalar.Text == "true";
        Report(key, $"'{key}' must be true or false.");
        return false;
    }

    public DateTimeOffset? Time(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (Rfc3339.TryParse(text, out DateTimeOffset time))
            return time;
        Report(key, $"'{key}' is '{text}', which is not a time of RFC 3339.");
        return null;
    }

    public string? MediaType(string key, bool isRequired)
    {
        string? text = Text(key, isRequired);
        if (text is null || ImageMediaType.IsWellFormed(text))
            return text;
        Report(key, $"'{key}' is '{text}', which is not a media type.");
        return null;
    }

    public ImageFields? Object(string key) => Present(key, false) is { } value ? ObjectOf(key, value) : null;

    public ImageFields? RequiredObject(string key) => Present(key, true) is { } value ? ObjectOf(key, value) : null;

    /// <summary>A list of objects; null where it is not there.</summary>
    public IReadOnlyList<ImageFields>? Objects(string key, bool isRequired) =>
        Items(key, isRequired) is { } items ? [.. items.Select(i => ObjectOf(key, i)).OfType<ImageFields>()] : null;

    public IReadOnlyList<string> Strings(string key) => [.. (Items(key, false) ?? []).Select(i => TextOf(key, i)).OfType<string>()];

    public IReadOnlyList<Digest> Digests(string key) => [.. (Items(key, true) ?? []).Select(i => DigestOf(key, TextOf(key, i))).OfType<Digest>()];

    public IReadOnlyDictionary<string, string> Texts(string key)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (MappingEntry entry in Object(key)?.Entries ?? [])
            if (TextOf(key, entry.Value) is { } text)
                texts[entry.Key] = text;
        return texts;
    }

    /// <summary>The keys of an object of empty objects, which is how the configuration writes a set.</summary>
    public IReadOnlyList<string> Keys(string key)
    {
        IReadOnlyList<MappingEntry> entries = Object(key)?.Entries ?? [];
        foreach (MappingEntry entry in entries)
            ObjectOf(key, entry.Value);
        return [.. entries.Select(e => e.Key)];
    }

    public Descriptor? Descriptor()
    {
        string? mediaType = MediaType("mediaType", isRequired: true);
        Digest? digest = DigestOf("digest", Text("digest", isRequired: true));
        long? size = Integer("size");
        if (size < 0)
            Report("size", $"'size' is {size}; it cannot be negative.");
        string? artifactType = MediaType("artifactType", isRequired: false);
        IReadOnlyList<string> urls = Urls();
        ImagePlatform? platform = Object("platform") is { HasPlatform: true } said ? said.Platform() : null;
        IReadOnlyDictionary<string, string> annotations = Texts("annotations");
        if (mediaType is null || digest is null || size is null)
            return null;
        return new Descriptor(mediaType, digest, size.Value)
        {
            Urls = urls,
            Data = Data(digest, size.Value),
            ArtifactType = artifactType,
            Platform = platform,
            Annotations = annotations,
        };
    }

    /// <summary>Whether anything is said of a platform; the .NET SDK writes descriptors that name one and leave both of its parts out.</summary>
    private bool HasPlatform => Present("architecture", false) is not null || Present("os", false) is not null;

    public ImagePlatform? Platform()
    {
        string? architecture = Text("architecture", isRequired: true), system = Text("os", isRequired: true);
        string? variant = Text("variant"), version = Text("os.version");
        Strings("os.features");
        return architecture is null || system is null
            ? null
            : new ImagePlatform(system, architecture, variant is "" ? null : variant, version is "" ? null : version);
    }

    private IReadOnlyList<MappingEntry> Entries => node.Entries;

    private IReadOnlyList<string> Urls()
    {
        IReadOnlyList<string> urls = Strings("urls");
        if (urls.FirstOrDefault(u => !HasScheme(u)) is { } broken)
            Report("urls", $"'{broken}' is not an absolute URL.");
        return urls;
    }

    private byte[]? Data(Digest digest, long size)
    {
        if (Text("data") is not { } text)
            return null;
        byte[] data;
        try
        {
            data = Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            Report("data", "'data' is not base64.");
            return null;
        }
        if (data.Length != size || (digest.IsVerifiable && !digest.Matches(data)))
            Report("data", $"'data' has {data.Length} bytes and is not the content of size {size} and digest {digest}.");
        return data;
    }

    private long? Integer(string key)
    {
        if (Present(key, true) is not { } value)
            return null;
        if (value is ScalarNode { Style: ScalarStyle.Plain } scalar
            && (scalar.Text.Length == 1 || scalar.Text[0] != '0')
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
            return number;
        Report(key, $"'{key}' must be a whole number.");
        return null;
    }

    private DocumentNode? Present(string key, bool isRequired)
    {
        DocumentNode? value = node[key] is ScalarNode { Style: ScalarStyle.Plain, Text: "null" } ? null : node[key];
        if (value is null && isRequired)
            Report(key, $"'{key}' is missing.");
        return value;
    }

    private IReadOnlyList<DocumentNode>? Items(string key, bool isRequired)
    {
        if (Present(key, isRequired) is not { } value)
            return null;
        if (value is SequenceNode list)
            return list.Items;
        Report(key, $"'{key}' must be a list.");
        return null;
    }

    private ImageFields? ObjectOf(string key, DocumentNode value)
    {
        if (value is MappingNode mapping)
            return new ImageFields(mapping, errors);
        ReportAt(value, $"'{key}' must hold an object here.");
        return null;
    }

    private string? TextOf(string key, DocumentNode value)
    {
        if (value is ScalarNode { Style: ScalarStyle.Quoted } scalar)
            return scalar.Text;
        ReportAt(value, $"'{key}' must hold a text here.");
        return null;
    }

    private Digest? DigestOf(string key, string? text)
    {
        Digest? digest = null;
        if (text is not null && !Images.Digest.TryParse(text, out digest))
            Report(key, $"'{text}' is not a digest.");
        return digest;
    }

    private void ReportAt(DocumentNode value, string message)
    {
        if (errors.Count < DocumentLimits.Default.MaxErrors)
            errors.Add(new DocumentError(value.File.Path, value.FieldSpan, message));
    }

    private static bool HasScheme(string url)
    {
        int colon = url.IndexOf(':');
        return colon > 0
            && url.Length > colon + 1
            && url.Take(colon).All(c => char.IsLetterOrDigit(c) || c is '+' or '-' or '.')
            && Uri.TryCreate(url, UriKind.Absolute, out _);
    }
}
