using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Tests;

/// <summary>A registry in memory, as a handler of requests: blobs, manifests, tags, uploads, and the list of referrers where it has one.</summary>
internal sealed partial class MemoryRegistry : HttpMessageHandler
{
    private readonly object gate = new();

    /// <summary>Whether it lists referrers itself, and says so when a manifest with a subject is put.</summary>
    public bool HasReferrers { get; init; }

    /// <summary>The token without which it answers 401; null to ask for none.</summary>
    public string? Token { get; init; }

    /// <summary>Answers in place of the registry where it gives something.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Instead { get; set; } = _ => null;

    public Dictionary<string, byte[]> Blobs { get; } = [];

    /// <summary>The manifests by digest and by tag.</summary>
    public Dictionary<string, (string MediaType, byte[] Content)> Manifests { get; } = [];

    /// <summary>Method, path and authorization of all requests.</summary>
    public List<string> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        lock (gate)
        {
            Requests.Add($"{request.Method} {request.RequestUri!.Host}{request.RequestUri.PathAndQuery}");
            HttpResponseMessage response = Instead(request) ?? Answer(request, body);
            response.RequestMessage = request;
            return response;
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, byte[] body)
    {
        string path = request.RequestUri!.AbsolutePath;
        if (path == "/token")
            return Respond(HttpStatusCode.OK, Encoding.UTF8.GetBytes($$"""{"token":"{{Token}}"}"""));
        if (Token is not null && request.Headers.Authorization?.Parameter != Token)
            return With(Respond(HttpStatusCode.Unauthorized), "WWW-Authenticate",
                $"Bearer realm=\"https://{request.RequestUri.Host}/token\",service=\"memory\"");
        if (UploadPath().Match(path) is { Success: true })
            return request.Method == HttpMethod.Post ? With(Respond(HttpStatusCode.Accepted), "Location", path + "1?state=x") : Upload(request, body);
        if (BlobPath().Match(path) is { Success: true } blob)
            return Blobs.TryGetValue(blob.Groups[1].Value, out byte[]? content) ? Respond(HttpStatusCode.OK, content) : Respond(HttpStatusCode.NotFound);
        if (ManifestPath().Match(path) is { Success: true } manifest)
            return request.Method == HttpMethod.Put ? Put(manifest.Groups[1].Value, request, body) : Get(manifest.Groups[1].Value);
        if (HasReferrers && ReferrersPath().Match(path) is { Success: true } referrers)
            return Respond(HttpStatusCode.OK, Referrers(referrers.Groups[1].Value), ImageMediaType.Index);
        return Respond(HttpStatusCode.NotFound);
    }

    private HttpResponseMessage Upload(HttpRequestMessage request, byte[] body)
    {
        string digest = Uri.UnescapeDataString(request.RequestUri!.Query.Split("digest=")[1]);
        if (digest != Digest.OfBytes(body).ToString())
            return Respond(HttpStatusCode.BadRequest, """{"errors":[{"code":"DIGEST_INVALID"}]}"""u8.ToArray());
        Blobs[digest] = body;
        return With(Respond(HttpStatusCode.Created), "Docker-Content-Digest", digest);
    }

    private HttpResponseMessage Put(string reference, HttpRequestMessage request, byte[] body)
    {
        var digest = Digest.OfBytes(body);
        string mediaType = request.Content!.Headers.ContentType!.MediaType!;
        Manifests[reference] = Manifests[digest.ToString()] = (mediaType, body);
        HttpResponseMessage response = With(Respond(HttpStatusCode.Created), "Docker-Content-Digest", digest.ToString());
        using JsonDocument document = JsonDocument.Parse(body);
        return HasReferrers && document.RootElement.TryGetProperty("subject", out JsonElement subject)
            ? With(response, "OCI-Subject", subject.GetProperty("digest").GetString()!)
            : response;
    }

    private HttpResponseMessage Get(string reference) =>
        Manifests.TryGetValue(reference, out (string MediaType, byte[] Content) found)
            ? With(Respond(HttpStatusCode.OK, found.Content, found.MediaType), "Docker-Content-Digest", Digest.OfBytes(found.Content).ToString())
            : Respond(HttpStatusCode.NotFound);

    private byte[] Referrers(string subject)
    {
        var found = new List<string>();
        foreach ((string mediaType, byte[] content) in Manifests.Where(m => m.Key.Contains(':', StringComparison.Ordinal)).Select(m => m.Value))
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            if (!root.TryGetProperty("subject", out JsonElement of) || of.GetProperty("digest").GetString() != subject)
                continue;
            string type = root.TryGetProperty("artifactType", out JsonElement own)
                ? own.GetString()!
                : root.GetProperty("config").GetProperty("mediaType").GetString()!;
            found.Add($$"""{"mediaType":"{{mediaType}}","digest":"{{Digest.OfBytes(content)}}","size":{{content.Length}},"artifactType":"{{type}}"}""");
        }
        return Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Index}}","manifests":[{{string.Join(",", found)}}]}""");
    }

    public static HttpResponseMessage Respond(HttpStatusCode status, byte[]? body = null, string? mediaType = null)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body ?? []) };
        if (mediaType is not null)
            response.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return response;
    }

    public static HttpResponseMessage With(HttpResponseMessage response, string name, string value)
    {
        response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    [GeneratedRegex("/blobs/uploads/(.*)$")]
    private static partial Regex UploadPath();

    [GeneratedRegex("/blobs/(sha256:.*)$")]
    private static partial Regex BlobPath();

    [GeneratedRegex("/manifests/(.*)$")]
    private static partial Regex ManifestPath();

    [GeneratedRegex("/referrers/(.*)$")]
    private static partial Regex ReferrersPath();
}
