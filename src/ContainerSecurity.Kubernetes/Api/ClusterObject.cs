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
    /// <exception cref="DocumentTooLargeException">It is nested too deep, or has too many values.</exception>
    public MappingNode ToDocument()
    {
        var builder = new DocumentBuilder(Source);
        int depth = DocumentBuilder.Deeper(0);
        var entries = new List<MappingEntry>
        {
            DocumentBuilder.Entry("apiVersion", builder.Text(Json.TextOf("apiVersion") ?? Kind.ApiVersion)),
            DocumentBuilder.Entry("kind", builder.Text(Json.TextOf("kind") ?? Kind.Name)),
        };
        foreach (JsonProperty property in Json.ValueKind == JsonValueKind.Object ? Json.EnumerateObject() : default)
            if (property.NameEquals("metadata") && property.Value.ValueKind == JsonValueKind.Object)
                entries.Add(DocumentBuilder.Entry(property.Name, builder.Mapping([.. Known(property.Value).Select(p => DocumentBuilder.Entry(p.Name, builder.Json(p.Value, depth)))])));
            else if (!property.NameEquals("apiVersion") && !property.NameEquals("kind"))
                entries.Add(DocumentBuilder.Entry(property.Name, builder.Json(property.Value, depth)));
        return builder.Mapping(entries);
    }

    private static IEnumerable<JsonProperty> Known(JsonElement metadata) => metadata.EnumerateObject().Where(p => !p.NameEquals("managedFields"));
}
