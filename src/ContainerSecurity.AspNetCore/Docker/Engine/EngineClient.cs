using System.Net;
using System.Net.Http.Headers;

namespace ContainerSecurity.AspNetCore.Docker.Engine;

/// <summary>Asks the engine over pooled connections: for plain requests, and for what the proxy itself has to know.</summary>
internal sealed class EngineClient : IDisposable
{
    /// <summary>The authority of all addresses; the connection goes where the options say.</summary>
    public const string Origin = "http://docker";

    private readonly EngineConnector connector;

    public EngineClient(EngineConnector connector)
    {
        this.connector = connector;
        Invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            // The engine is on this machine or the next one; what it closes is not worth keeping long.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(cancellationToken).ConfigureAwait(false),
        });
    }

    public HttpMessageInvoker Invoker { get; }

    /// <summary>The address of a target that was built, not taken from a client: it is sent as it is.</summary>
    public static Uri UriOf(string target) => new(Origin + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    /// <summary>Asks, and reads an answer of bounded length.</summary>
    /// <exception cref="EngineUnreachableException">The engine gave no answer, half of one, or too long a one.</exception>
    public async Task<EngineAnswer> AskAsync(
        HttpMethod method, string target, ReadOnlyMemory<byte>? body, long maxLength, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, UriOf(target));
        if (body is { } content)
        {
            request.Content = new ReadOnlyMemoryContent(content);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        try
        {
            using HttpResponseMessage response = await Invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(maxLength, cancellationToken).ConfigureAwait(false);
            return new EngineAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new EngineUnreachableException("The engine did not answer a question of the proxy.", e);
        }
    }

    public void Dispose() => Invoker.Dispose();

    private async Task<Stream> ConnectAsync(CancellationToken cancellationToken) =>
        (await connector.ConnectAsync(cancellationToken).ConfigureAwait(false)).Stream;
}
