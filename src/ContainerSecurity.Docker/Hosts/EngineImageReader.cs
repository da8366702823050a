using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Archives;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>Reads images of an engine: their configuration and history as it shows them, and their layers as it saves them.</summary>
internal sealed class EngineImageReader(EngineConnection connection, DockerHostOptions options, Lazy<SecretDetector> detector)
{
    private const string NoName = "<none>";

    /// <summary>Reads an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="name">The name shown to people.</param>
    /// <param name="inspected">What the engine shows of it.</param>
    /// <param name="errors">Receives what could not be read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The image; null where its configuration cannot be read.</returns>
    public async Task<Image?> ReadAsync(EngineObject image, string name, JsonElement inspected, List<DocumentError> errors, CancellationToken cancellationToken)
    {
        string? reference = First(inspected, "RepoTags");
        if (options.ReadsLayers)
            return await ReadLayersAsync(image, name, reference, cancellationToken).ConfigureAwait(false);
        JsonElement? history = await ReadHistoryAsync(image, name, errors, cancellationToken).ConfigureAwait(false);
        ImageDocument<ImageConfig> config = ImageConfig.Read(WriteConfig(inspected, history), name);
        errors.AddRange(config.Errors);
        if (config.Value is null)
            return null;
        string? digest = First(inspected, "RepoDigests")?.Split('@')[^1];
        return new Image(name, config.Value, [])
        {
            Reference = reference,
            Digest = digest is not null && Digest.TryParse(digest, out Digest? parsed) ? parsed : null,
        };
    }

    private async Task<Image> ReadLayersAsync(EngineObject image, string name, string? reference, CancellationToken cancellationToken)
    {
        ImageReaderOptions given = options.Images ?? new ImageReaderOptions();
        var reading = new ImageReaderOptions
        {
            Limits = given.Limits,
            Registry = given.Registry,
            Inspectors = given.Inspectors,
            Bases = given.Bases,
            OnProgress = given.OnProgress,
            Detector = detector.Value,
        };
        string file = Path.Combine(Path.GetTempPath(), $"csec-{Path.GetRandomFileName()}.tar");
        try
        {
            await SaveAsync(image, file, cancellationToken).ConfigureAwait(false);
            await using IImageSource source = await DockerArchiveImageSource.OpenAsync(file, reading.Limits, cancellationToken).ConfigureAwait(false);
            return await ImageReader.ReadOpenedAsync(source, name, reference, reading, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task SaveAsync(EngineObject image, string file, CancellationToken cancellationToken)
    {
        await using Stream saved = await connection.OpenAsync($"images/{image.EscapedId}/get", cancellationToken).ConfigureAwait(false);
        // Nobody else of the machine may read what an image holds.
        var forOwner = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            forOwner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var spooled = new FileStream(file, forOwner);
        byte[] buffer = new byte[128 * 1024];
        for (int count; (count = await saved.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            await spooled.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            if (spooled.Length > options.MaxImageLength)
                throw new DockerHostException($"The image is larger than {options.MaxImageLength} bytes and its layers were not read.");
        }
    }

    private async Task<JsonElement?> ReadHistoryAsync(EngineObject image, string name, List<DocumentError> errors, CancellationToken cancellationToken)
    {
        try
        {
            byte[] answer = await connection.GetAsync($"images/{image.EscapedId}/history", cancellationToken).ConfigureAwait(false);
            using JsonDocument document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or DockerHostException { IsNotFound: false })
        {
            errors.Add(new DocumentError(name, SourceSpan.FileStart, $"The image's history was not read: {e.Message}"));
            return null;
        }
    }

    /// <summary>Writes the configuration as the specification of images has it, of what an engine shows in its own words.</summary>
    private static byte[] WriteConfig(JsonElement inspected, JsonElement? history)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            Copy(json, inspected, "Architecture", "architecture");
            Copy(json, inspected, "Os", "os");
            Copy(json, inspected, "Created", "created");
            Copy(json, inspected, "Author", "author");
            Copy(json, inspected, "Config", "config");
            json.WriteStartObject("rootfs");
            json.WriteString("type", "layers");
            json.WriteStartArray("diff_ids");
            foreach (string layer in inspected.Object("RootFS")?.Texts("Layers") ?? [])
                json.WriteStringValue(layer);
            json.WriteEndArray();
            json.WriteEndObject();
            WriteHistory(json, history);
            json.WriteEndObject();
        }
        return text.ToArray();
    }

    /// <summary>An engine tells the newest step first, and an empty layer by its size.</summary>
    private static void WriteHistory(Utf8JsonWriter json, JsonElement? history)
    {
        json.WriteStartArray("history");
        IEnumerable<JsonElement> steps = history?.EnumerateArray().AsEnumerable() ?? [];
        foreach (JsonElement step in steps.Where(s => s.ValueKind == JsonValueKind.Object).Reverse())
        {
            json.WriteStartObject();
            Copy(json, step, "CreatedBy", "created_by");
            Copy(json, step, "Comment", "comment");
            if (step.Number("Size") is { } size)
                json.WriteBoolean("empty_layer", size == 0);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Copy(Utf8JsonWriter json, JsonElement from, string name, string to)
    {
        if (!from.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return;
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0)
            return;
        json.WritePropertyName(to);
        value.WriteTo(json);
    }

    private static string? First(JsonElement image, string list) =>
        image.Texts(list).FirstOrDefault(n => !n.StartsWith(NoName, StringComparison.Ordinal));
}
