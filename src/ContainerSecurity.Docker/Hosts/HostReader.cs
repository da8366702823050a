using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Images;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>Reads single objects of a host as resources.</summary>
/// <param name="connection">The engine.</param>
/// <param name="options">How it is read.</param>
/// <param name="host">The host's name.</param>
/// <param name="defaults">What the engine knows and its objects do not say.</param>
/// <param name="detector">Finds secrets in layers.</param>
internal sealed class HostReader(EngineConnection connection, DockerHostOptions options, string host, EngineDefaults defaults, Lazy<SecretDetector> detector)
{
    private static readonly string[] StateOfContainer = ["Name", "Config", "HostConfig", "Mounts"];
    private static readonly string[] StateOfService = ["Spec"];
    private static readonly string[] StateOfImage = ["RepoTags"];

    private readonly EngineImageReader images = new(connection, options, detector);
    private readonly ServiceNetworks networks = new(connection);

    /// <summary>The name of an object's source.</summary>
    public string NameOf(EngineObject item) => $"docker://{host}/{item.Kind.Folder}/{item.Name}";

    /// <summary>Reads an object. One that is gone gives nothing and is no error.</summary>
    public async Task<HostContent> ReadAsync(EngineObject item, CancellationToken cancellationToken)
    {
        string name = NameOf(item);
        try
        {
            byte[] answer = await connection.GetAsync(item.InspectPath, cancellationToken).ConfigureAwait(false);
            return item.Kind == EngineKind.Image
                ? await ReadImageAsync(item, name, answer, cancellationToken).ConfigureAwait(false)
                : await ReadAsync(item, name, answer, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerHostException e) when (e.IsNotFound)
        {
            return HostContent.Gone;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ImageReadException)
        {
            return HostContent.Failed(name, $"The {item.Kind.Kind.ToLowerInvariant()} was not judged: {e.Message}");
        }
    }

    private async Task<HostContent> ReadAsync(EngineObject item, string name, byte[] answer, CancellationToken cancellationToken)
    {
        List<DocumentError> errors = [];
        EngineDefaults known = defaults;
        if (item.Kind.Kind == "Service")
            known = defaults with { HostNetworks = await networks.FindHostsAsync(answer, name, errors, cancellationToken).ConfigureAwait(false) };
        DocumentNode? document = EngineDocument.Read(answer, name, errors);
        Resource? resource = document is null ? null : DockerReader.ReadObject(item.Kind.Kind, document, errors, known);
        if (resource is null && errors.Count == 0)
            errors.Add(new DocumentError(name, SourceSpan.FileStart, "The engine's answer is no object and was not judged."));
        return Described(new HostContent(resource is null ? [] : [resource], errors), item, answer);
    }

    private async Task<HostContent> ReadImageAsync(EngineObject item, string name, byte[] answer, CancellationToken cancellationToken)
    {
        List<DocumentError> errors = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return HostContent.Failed(name, "The engine's answer is no object and was not judged.");
            Resource? image = await images.ReadAsync(item, name, document.RootElement, errors, cancellationToken).ConfigureAwait(false);
            return Described(new HostContent(image is null ? [] : [image], errors), item, answer);
        }
        catch (JsonException)
        {
            return HostContent.Failed(name, "The engine's answer is no JSON and was not judged.");
        }
    }

    private static HostContent Described(HostContent content, EngineObject item, byte[] answer)
    {
        if (content.Resources.Count == 0)
            return content;
        using JsonDocument document = JsonDocument.Parse(answer);
        JsonElement root = document.RootElement;
        string[] state = item.Kind.Kind switch { "Container" => StateOfContainer, "Service" => StateOfService, "Image" => StateOfImage, _ => [] };
        string text = string.Concat(state.Select(s => root.TryGetProperty(s, out JsonElement value) ? value.GetRawText() : ""));
        return content with
        {
            Id = root.Text("Id") ?? root.Text("ID") ?? item.Id,
            Fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            Since = Latest(root.Time("Created"), root.Object("State")?.Time("StartedAt")),
        };
    }

    private static DateTimeOffset? Latest(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right ?? left : left;
}
