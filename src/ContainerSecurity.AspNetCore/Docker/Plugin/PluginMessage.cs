using System.Text.Json;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.AspNetCore.Docker.Plugin;

/// <summary>What the engine tells its plugin of a request.</summary>
internal sealed class PluginMessage
{
    private const int MaxDepth = 16;

    private Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public string Method { get; private init; } = "";

    public string Uri { get; private init; } = "";

    public string User { get; private init; } = "";

    /// <summary>The client's certificates as the engine has verified them, the client's own first; each the base64 of PEM.</summary>
    public IReadOnlyList<string> Certificates { get; private init; } = [];

    /// <summary>The body, empty where the engine shows none.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    public string? ContentType => headers.GetValueOrDefault("Content-Type");

    /// <summary>Why nothing can be decided by this message; null where it can.</summary>
    public string? Problem { get; private init; }

    public static async Task<PluginMessage> ReadAsync(Stream stream, int maxLength, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        byte[] piece = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (buffer.Length + read > maxLength)
                return new PluginMessage { Problem = "the engine's message is too long" };
            buffer.Write(piece, 0, read);
        }
        return Read(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    public static PluginMessage Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return new PluginMessage { Problem = "the engine's message could not be read" };
        }
    }

    /// <summary>Says why a request cannot be decided about for what the engine does not show of its body; null where it can.</summary>
    public string? ProblemOfBody(DockerEndpoint endpoint)
    {
        // The values of a form win over those of the query.
        if (IsForm())
            return "A body of this type is not taken.";
        return endpoint.Body is DockerBodyKind.Judged or DockerBodyKind.None && Body.IsEmpty && DeclaresBody() ? "The engine does not show the body." : null;
    }

    private static PluginMessage Read(JsonElement message)
    {
        string? method = Text(message, "RequestMethod"), uri = Text(message, "RequestUri");
        if (string.IsNullOrEmpty(method) || string.IsNullOrEmpty(uri))
            return new PluginMessage { Problem = "the engine's message names no request" };
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (message.TryGetProperty("RequestHeaders", out JsonElement map) && map.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty header in map.EnumerateObject())
                headers[header.Name] = header.Value.GetString() ?? "";
        }
        return new PluginMessage
        {
            Method = method,
            Uri = uri,
            User = Text(message, "User") ?? "",
            Body = message.TryGetProperty("RequestBody", out JsonElement body) && body.ValueKind == JsonValueKind.String ? body.GetBytesFromBase64() : default,
            Certificates = message.TryGetProperty("RequestPeerCertificates", out JsonElement list) && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray().Select(c => c.GetString() ?? "")]
                : [],
            headers = headers,
        };
    }

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private bool DeclaresBody() => headers.GetValueOrDefault("Content-Length") is { } length && length.Trim() != "0";

    /// <summary>Returns whether the body may be a form: it is, unless it is surely something else.</summary>
    private bool IsForm() => ContentType is { Length: > 0 } type
        && type.Split(';')[0].Trim().ToLowerInvariant() is not ("application/json" or "application/x-tar" or "application/tar" or "application/octet-stream" or "text/plain");
}
