using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Opens JSON within bounds.</summary>
internal static class AdvisoryJson
{
    /// <summary>What is read of a document; nothing, with a note, where it is too long or no JSON.</summary>
    public static IReadOnlyList<Advisory> Read(
        ReadOnlyMemory<byte> json, int maxBytes, int maxDepth, string subject, ICollection<AdvisoryNote> notes,
        Func<JsonElement, IReadOnlyList<Advisory>> read)
    {
        if (json.Length > maxBytes)
        {
            notes.Add(new AdvisoryNote(subject, $"It was not read: it is longer than {maxBytes} bytes."));
            return [];
        }

        try
        {
            json = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth });
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            notes.Add(new AdvisoryNote(subject, $"It is no JSON that can be read: {e.Message}"));
            return [];
        }
    }
}
