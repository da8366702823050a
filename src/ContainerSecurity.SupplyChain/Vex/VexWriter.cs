using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Vex;

/// <summary>Writes statements as an OpenVEX 0.2.0 document, the same bytes for the same statements.</summary>
public static class VexWriter
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a document.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="statements">The statements; those that are not affected need a justification or an explanation.</param>
    /// <param name="id">The identifier of the document, an IRI.</param>
    /// <param name="author">Who says it.</param>
    /// <param name="time">When it is said.</param>
    /// <exception cref="ArgumentException">A statement would not count: it has no reason, or no products.</exception>
    public static void Write(Stream output, IEnumerable<VexStatement> statements, Uri id, string author, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(author);
        VexStatement[] all = [.. statements];
        if (Array.Find(all, s => s.Products.Count == 0
            || (s.Status == VexStatus.NotAffected && string.IsNullOrWhiteSpace(s.Justification ?? s.Explanation))) is { } bad)
            throw new ArgumentException($"The statement on {bad.Vulnerability} would not count: it names no product, or does not say why the product is not affected.", nameof(statements));
        using var json = new Utf8JsonWriter(output, Layout);
        json.WriteStartObject();
        json.WriteString("@context", "https://openvex.dev/ns/v0.2.0");
        json.WriteString("@id", id.OriginalString);
        json.WriteString("author", author);
        json.WriteString("timestamp", TextOf(time));
        json.WriteNumber("version", 1);
        json.WriteStartArray("statements");
        foreach (VexStatement statement in all)
            Write(json, statement);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VexStatement statement)
    {
        json.WriteStartObject();
        json.WriteStartObject("vulnerability");
        json.WriteString("name", statement.Vulnerability);
        if (statement.Aliases.Count > 0)
        {
            json.WriteStartArray("aliases");
            foreach (string alias in statement.Aliases)
                json.WriteStringValue(alias);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        if (statement.Time is { } time)
            json.WriteString("timestamp", TextOf(time));
        json.WriteStartArray("products");
        foreach (VexProduct product in statement.Products)
            Write(json, product);
        json.WriteEndArray();
        json.WriteString("status", statement.Status switch
        {
            VexStatus.NotAffected => "not_affected",
            VexStatus.Affected => "affected",
            VexStatus.Fixed => "fixed",
            _ => "under_investigation",
        });
        WriteReason(json, statement);
        json.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter json, VexStatement statement)
    {
        if (statement.Justification is not null)
            json.WriteString("justification", statement.Justification);
        if (statement.Status == VexStatus.Affected)
            json.WriteString("action_statement", statement.Explanation ?? "Update to a version that holds the mend.");
        else if (statement.Explanation is not null)
            json.WriteString("impact_statement", statement.Explanation);
    }

    private static void Write(Utf8JsonWriter json, VexProduct product)
    {
        json.WriteStartObject();
        if (product.Url is not null)
            json.WriteString("@id", product.Url.ToString());
        if (product.Digest is { } digest)
        {
            json.WriteStartObject("hashes");
            json.WriteString("sha-256", digest["sha256:".Length..]);
            json.WriteEndObject();
        }
        if (product.Subcomponents.Count > 0)
        {
            json.WriteStartArray("subcomponents");
            foreach (PackageUrl part in product.Subcomponents)
            {
                json.WriteStartObject();
                json.WriteString("@id", part.ToString());
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static string TextOf(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
