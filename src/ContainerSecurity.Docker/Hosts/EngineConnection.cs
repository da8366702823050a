using System.Net;
using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Handler.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>
/// Asks an engine over the transports of Docker.DotNet. Answers are taken as they are: a typed model would lose the
/// fields that it does not know.
/// </summary>
internal sealed class EngineConnection : IDisposable
{
    private const int MaxMessage = 300;
    private readonly HttpClient client;
    private readonly Uri root;
    private readonly DockerHostOptions options;
    private readonly SemaphoreSlim slots;

    private EngineConnection(Uri address, ResolvedTransport transport, bool showsCertificate, DockerHostOptions options)
    {
        Address = address;
        ShowsCertificate = showsCertificate;
        root = transport.EffectiveEndpoint;
        client = new HttpClient(transport.Handler) { Timeout = Timeout.InfiniteTimeSpan };
        this.options = options;
        slots = new SemaphoreSlim(options.Concurrency);
    }

    /// <summary>Where the engine is.</summary>
    public Uri Address { get; }

    /// <summary>Whether the engine is shown a certificate of the client.</summary>
    public bool ShowsCertificate { get; }

    /// <summary>Opens a connection; nothing is sent yet.</summary>
    /// <exception cref="DockerHostException">There is no way to the address.</exception>
    public static EngineConnection Open(DockerHostOptions options)
    {
        Uri address = FindAddress(options);
        IAuthProvider? credentials = options.Credentials ?? (address.Scheme is "tcp" or "https" ? PemCredentials.FromEnvironment() : null);
        var resolved = new ResolvedClientOptions
        {
            Endpoint = address,
            AuthProvider = credentials ?? NoopAuthProvider.Instance,
            Headers = new Dictionary<string, string>(),
            Timeout = options.RequestTimeout,
        };
        IDockerHandlerFactory factory = address.Scheme switch
        {
            "unix" => global::Docker.DotNet.Unix.DockerHandlerFactory.Instance,
            "npipe" => global::Docker.DotNet.NPipe.DockerHandlerFactory.Instance,
            "tcp" or "http" or "https" => global::Docker.DotNet.NativeHttp.DockerHandlerFactory.Instance,
            "ssh" => throw new DockerHostException(
                $"The engine '{address}' is behind SSH, which is not spoken here; "
                + "forward its socket: ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock HOST."),
            _ => throw new DockerHostException($"'{address}' is no address of an engine; write it like unix:///var/run/docker.sock or tcp://host:2376."),
        };
        return new EngineConnection(address, factory.CreateHandler(resolved, NullLogger.Instance), credentials?.TlsEnabled == true, options);
    }

    /// <summary>Asks for one document.</summary>
    /// <param name="path">The path and query, without a leading slash.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="DockerHostException">The engine refuses, or cannot be reached.</exception>
    public async Task<byte[]> GetAsync(string path, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limited.CancelAfter(options.RequestTimeout);
            try
            {
                using HttpResponseMessage answer = await SendAsync(path, limited.Token).ConfigureAwait(false);
                await using Stream stream = await answer.Content.ReadAsStreamAsync(limited.Token).ConfigureAwait(false);
                return await ReadAsync(stream, path, limited.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new DockerHostException($"The engine did not answer '{path}' within {options.RequestTimeout.TotalSeconds:0.#} seconds.");
            }
            catch (Exception e) when (e is IOException and not DockerHostException or HttpRequestException)
            {
                throw Unreachable(e);
            }
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>Opens a stream: events, or an image. The engine may take its time.</summary>
    /// <exception cref="DockerHostException">The engine refuses, or cannot be reached.</exception>
    public async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            HttpResponseMessage answer = await SendAsync(path, cancellationToken).ConfigureAwait(false);
            return await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException and not DockerHostException or HttpRequestException)
        {
            throw Unreachable(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        slots.Dispose();
    }

    private static Uri FindAddress(DockerHostOptions options)
    {
        try
        {
            return options.Endpoint ?? DockerConfig.Instance.GetEndpoint();
        }
        catch (Exception e) when (e is DockerConfigurationException or UriFormatException or SshDockerEndpointNotSupportedException or IOException)
        {
            throw new DockerHostException($"It is not known where the engine is: {e.Message}", innerException: e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, "/" + path));
        HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.OK)
            return answer;
        using (answer)
            throw new DockerHostException(await ReasonAsync(answer, cancellationToken).ConfigureAwait(false), answer.StatusCode);
    }

    private async Task<byte[]> ReadAsync(Stream stream, string path, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            read.Write(buffer, 0, count);
            if (read.Length > options.MaxAnswerLength)
                throw new DockerHostException($"The engine's answer to '{path}' is longer than {options.MaxAnswerLength} bytes and was not read.");
        }
        return read.ToArray();
    }

    /// <summary>What the engine says against a request, in a sentence.</summary>
    private static async Task<string> ReasonAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using Stream stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] start = new byte[4 * 1024];
        int length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        string said = MessageIn(start.AsMemory(0, length));
        bool isForbidden = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        string who = isForbidden ? "The engine does not let this user read it" : "The engine refuses";
        return $"{who} ({(int)answer.StatusCode}{(said.Length > 0 ? ": " + said : "")}).";
    }

    private static string MessageIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return Shortened((document.RootElement.Text("message") ?? "").Trim().TrimEnd('.'));
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Shortened(string text) => text.Length <= MaxMessage ? text : text[..MaxMessage] + "…";

    private DockerHostException Unreachable(Exception cause) =>
        new($"The engine at '{Address}' cannot be reached: {cause.Message} Is it running, and may this user use its address?", innerException: cause);
}
