using System.Text.Encodings.Web;
using System.Text.Json;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Registries.Pushing;

/// <summary>Writes manifests of artifacts, and what indexes say of them. Equal artifacts are equal bytes.</summary>
internal static class ArtifactManifest
{
    /// <summary>Types hold plus signs, which nobody embeds in HTML here.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(OciArtifact artifact, Descriptor config, IReadOnlyList<Descriptor> layers) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", ImageMediaType.Manifest);
        if (artifact.ArtifactType is { } type)
            json.WriteString("artifactType", type);
        json.WritePropertyName("config");
        WriteDescriptor(json, config);
        json.WriteStartArray("layers");
        foreach (Descriptor layer in layers)
            WriteDescriptor(json, layer);
        json.WriteEndArray();
        if (artifact.Subject is { } subject)
        {
            json.WritePropertyName("subject");
            WriteDescriptor(json, new Descriptor(subject.MediaType, subject.Digest, subject.Size));
        }
        WriteAnnotations(json, artifact.Annotations);
        json.WriteEndObject();
    });

    /// <summary>An index without manifests but one.</summary>
    public static byte[] IndexOf(Descriptor manifest) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", ImageMediaType.Index);
        json.WriteStartArray("manifests");
        WriteDescriptor(json, manifest);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>An index with one manifest more, and all that is in it already.</summary>
    public static byte[] Append(ReadOnlyMemory<byte> index, Descriptor manifest) => Write(json =>
    {
        using JsonDocument document = JsonDocument.Parse(index);
        json.WriteStartObject();
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
            if (member.NameEquals("manifests"))
            {
                json.WriteStartArray("manifests");
                foreach (JsonElement present in member.Value.EnumerateArray())
                    present.WriteTo(json);
                WriteDescriptor(json, manifest);
                json.WriteEndArray();
            }
            else
                member.WriteTo(json);
        json.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
            write(json);
        return buffer.ToArray();
    }

    private static void WriteDescriptor(Utf8JsonWriter json, Descriptor descriptor)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", descriptor.MediaType);
        json.WriteString("digest", descriptor.Digest.ToString());
        json.WriteNumber("size", descriptor.Size);
        if (descriptor.ArtifactType is { } type)
            json.WriteString("artifactType", type);
        WriteAnnotations(json, descriptor.Annotations);
        json.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, IReadOnlyDictionary<string, string> annotations)
    {
        if (annotations.Count == 0)
            return;
        json.WriteStartObject("annotations");
        foreach ((string key, string value) in annotations.OrderBy(a => a.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
