using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>
/// Writes JSON for a bill: indented, with the same line ends everywhere, and in pieces, so that memory stays small.
/// </summary>
internal sealed class SbomJson(Stream output) : IDisposable
{
    private const int PieceLength = 64 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Utf8JsonWriter writer = new(output, Options);

    /// <summary>Writes an object that is the value of a field, or an item of a list where the name is null.</summary>
    public void Object(string? name, Action content)
    {
        if (name is null)
            writer.WriteStartObject();
        else
            writer.WriteStartObject(name);
        content();
        writer.WriteEndObject();
        if (writer.BytesPending > PieceLength)
            writer.Flush();
    }

    /// <summary>Writes a list that is the value of a field.</summary>
    public void List(string name, Action content)
    {
        writer.WriteStartArray(name);
        content();
        writer.WriteEndArray();
    }

    /// <summary>Writes a field; null writes nothing.</summary>
    public void Field(string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, Clean(value));
    }

    /// <summary>Writes a field.</summary>
    public void Field(string name, int value) => writer.WriteNumber(name, value);

    /// <summary>Writes a field.</summary>
    public void Field(string name, bool value) => writer.WriteBoolean(name, value);

    /// <summary>Writes an item of a list.</summary>
    public void Item(string value) => writer.WriteStringValue(Clean(value));

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Flush();
        writer.Dispose();
    }

    /// <summary>Half a surrogate pair, which names of files may hold, is no text of JSON.</summary>
    private static string Clean(string value) =>
        value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? value : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));
}
