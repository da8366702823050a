using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Models;

namespace ContainerSecurity.Kubernetes.Api;

/// <summary>An object as an API server gave it.</summary>
/// <param name="Kind">Its kind, which items of lists do not say.</param>
/// <param name="Json">The object.</param>
internal sealed record ClusterObject(ClusterKind Kind, JsonElement Json)
{
    public JsonElement Metadata => Json.Below("metadata");

    public string Name => Metadata.TextOf("name") ?? "";

    public string? Namespace => Metadata.TextOf("namespace");

    public string Uid => Metadata.TextOf("uid") ?? "";

    public string ResourceVersion => Metadata.TextOf("resourceVersion") ?? "";

    public SourceFile Source => ObjectSource.Of(Kind.ApiVersion, Kind.Name, Namespace, Name);

    /// <summary>The reference to the object that made this one and keeps it; undefined where there is none.</summary>
    public JsonElement Controller => Metadata.ItemsOf("ownerReferences").FirstOrDefault(o => o.Below("controller").ValueKind == JsonValueKind.True);

    /// <summary>Makes the object's document, without what the server notes about who wrote which field.</summary>
    /// <param name="hasOwners">Whether it says what made the object.</param>
    /// <exception cref="UnreadableObjectException">It is nested too deep, has too many values, or is no object.</exception>
    public MappingNode ToDocument(bool hasOwners = true)
    {
        if (Json.ValueKind != JsonValueKind.Object)
            throw new UnreadableObjectException("it is no JSON object");
        var builder = new DocumentBuilder(Source);
        int depth = DocumentBuilder.Deeper(0), below = DocumentBuilder.Deeper(depth);
        List<MappingEntry> entries = DocumentBuilder.Entries(Json, p => p switch
        {
            _ when p.NameEquals("apiVersion") || p.NameEquals("kind") => null,
            { Value.ValueKind: JsonValueKind.Object } when p.NameEquals("metadata") => builder.Mapping(DocumentBuilder.Entries(p.Value,
                m => m.NameEquals("managedFields") || (!hasOwners && m.NameEquals("ownerReferences")) ? null : builder.Json(m.Value, below))),
            _ => builder.Json(p.Value, depth),
        });
        return builder.Mapping(
        [
            DocumentBuilder.Entry("apiVersion", builder.Text(Json.TextOf("apiVersion") ?? Kind.ApiVersion)),
            DocumentBuilder.Entry("kind", builder.Text(Json.TextOf("kind") ?? Kind.Name)),
            .. entries,
        ]);
    }
}
