using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>
/// Makes documents of an engine's answers. The engine writes them in one line; here they stand as <c>docker inspect</c>
/// prints them, so that a place in them is one that people can find.
/// </summary>
internal static class EngineDocument
{
    private static readonly JsonWriterOptions Printed = new()
    {
        Indented = true,
        IndentSize = 4,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">The answer's bytes.</param>
    /// <param name="path">The name shown to people.</param>
    /// <param name="errors">Receives what is wrong with it.</param>
    /// <returns>The document; null where there is none to judge.</returns>
    public static DocumentNode? Read(byte[] answer, string path, ICollection<DocumentError> errors)
    {
        if (Print(answer) is not { } text)
        {
            errors.Add(new DocumentError(path, SourceSpan.FileStart, "The engine's answer is no JSON and was not judged."));
            return null;
        }
        DocumentSet set = new DocumentReader().Read(text, path);
        foreach (DocumentError error in set.Errors)
            errors.Add(error);
        return set.Documents.Count == 1 ? set.Documents[0] : null;
    }

    private static string? Print(byte[] answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            using var text = new MemoryStream();
            using (var writer = new Utf8JsonWriter(text, Printed))
                document.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
