using System.Net;

namespace ContainerSecurity.Images.Tests;

/// <summary>Answers requests as a test says, and remembers them.</summary>
internal sealed class FakeRegistry(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<(Uri Address, string? Authorization, string? Range)> Requests { get; } = [];

    public static HttpResponseMessage Respond(
        HttpStatusCode status, byte[]? body = null, string? mediaType = null, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body ?? []) };
        if (mediaType is not null)
            response.Content.Headers.ContentType = new(mediaType);
        foreach ((string name, string value) in headers)
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Requests)
            Requests.Add((request.RequestUri!, request.Headers.Authorization?.ToString(), request.Headers.Range?.ToString()));
        return Task.FromResult(answer(request));
    }
}
