using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ContainerSecurity.Kubernetes.Api;

/// <summary>
/// Talks to an API server in raw JSON, through the client's own HTTP client and credentials. Requests that may succeed
/// later are sent again, as politely as the server asks.
/// </summary>
internal sealed class ApiConnection(k8s.Kubernetes client, ApiOptions options)
{
    public const string Json = "application/json";

    /// <summary>Lists of metadata alone.</summary>
    public const string MetadataList = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    /// <summary>The metadata of an object alone.</summary>
    public const string Metadata = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    public ApiOptions Options => options;

    public Backoff NewBackoff() => new(options.Time, options.FirstWait, options.LongestWait);

    /// <summary>Gets a document.</summary>
    /// <param name="path">The path with its query, from the server's root.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <param name="accept">The media type to ask for.</param>
    /// <exception cref="ApiException">The server refused, could not be reached, or gave more than may be held.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation, string accept = Json) =>
        RetryAsync(() => SendAsync(HttpMethod.Get, path, null, Json, accept, cancellation), cancellation);

    /// <summary>Sends a change, once: who asked for it decides whether it is sent again.</summary>
    /// <exception cref="ApiException">The server refused, or could not be reached.</exception>
    public Task<JsonElement> ChangeAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellation, string contentType = Json) =>
        SendAsync(method, path, body, contentType, Json, cancellation);

    /// <summary>Opens a stream of events. The caller disposes the answer.</summary>
    /// <exception cref="ApiException">The server refused, or could not be reached.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Patience);
        HttpResponseMessage? answer = null;
        try
        {
            answer = await BeginAsync(HttpMethod.Get, path, null, Json, Json, patience.Token).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
                return answer;
            throw Refusal(answer, await ReadAsync(answer, patience.Token).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            answer?.Dispose();
            if (Translate(e, cancellation) is { } translated)
                throw translated;
            throw;
        }
    }

    private async Task<T> RetryAsync<T>(Func<Task<T>> send, CancellationToken cancellation)
    {
        Backoff backoff = NewBackoff();
        while (true)
        {
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (ApiException e) when (e.IsTransient && backoff.Failures + 1 < options.Attempts)
            {
                await backoff.WaitAsync(e.RetryAfter, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, byte[]? body, string contentType, string accept, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Patience);
        try
        {
            using HttpResponseMessage answer = await BeginAsync(method, path, body, contentType, accept, patience.Token).ConfigureAwait(false);
            byte[] held = await ReadAsync(answer, patience.Token, () => patience.CancelAfter(options.Patience)).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? Parse(held) : throw Refusal(answer, held);
        }
        catch (Exception e) when (Translate(e, cancellation) is { } translated)
        {
            throw translated;
        }
    }

    private async Task<HttpResponseMessage> BeginAsync(HttpMethod method, string path, byte[]? body, string contentType, string accept,
        CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(client.BaseUri, path)) { Version = HttpVersion.Version20 };
        request.Headers.Accept.ParseAdd(accept);
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        if (client.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(request, cancellation).ConfigureAwait(false);
        return await client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation, Action? progress = null)
    {
        using Stream stream = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var held = new MemoryStream();
        byte[] chunk = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (int read; (read = await stream.ReadAsync(chunk, cancellation).ConfigureAwait(false)) > 0; progress?.Invoke())
            {
                if (held.Length + read > options.MaxBodyBytes)
                    throw new ApiException(answer.StatusCode, "", $"The answer is larger than {options.MaxBodyBytes} bytes.") { IsTooLarge = true };
                held.Write(chunk, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
        return held.ToArray();
    }

    /// <summary>An answer that is no JSON, because it was cut off or a proxy wrote it, may be right the next time.</summary>
    private static JsonElement Parse(byte[] body)
    {
        try
        {
            return JsonText.Parse(body);
        }
        catch (JsonException e)
        {
            throw new ApiException(null, "", "The answer is no JSON.", e);
        }
    }

    /// <summary>What a <c>Status</c> says that comes as an event of a stream.</summary>
    public static ApiException Refusal(JsonElement status)
    {
        HttpStatusCode? code = status.Below("code") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value)
            ? (HttpStatusCode)value
            : null;
        TimeSpan? after = status.Below("details").Below("retryAfterSeconds") is { ValueKind: JsonValueKind.Number } wait && wait.TryGetInt32(out int seconds)
            ? TimeSpan.FromSeconds(seconds) : null;
        return new ApiException(code, status.TextOf("reason") ?? "", status.TextOf("message") ?? "The stream of events failed.") { RetryAfter = after };
    }

    private static ApiException Refusal(HttpResponseMessage answer, byte[] body)
    {
        string reason = "", message = "";
        string? token = null;
        try
        {
            JsonElement status = JsonText.Parse(body);
            reason = status.TextOf("reason") ?? "";
            message = status.TextOf("message") ?? "";
            token = status.Below("metadata").TextOf("continue");
        }
        catch (JsonException)
        {
            // A proxy's own page says nothing that is for people.
        }
        if (message.Length == 0)
            message = $"The server answered {(int)answer.StatusCode} {answer.ReasonPhrase}.";
        return new ApiException(answer.StatusCode, reason, message) { Continue = string.IsNullOrEmpty(token) ? null : token, RetryAfter = RetryAfter(answer) };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is not { } header ? null
        : header.Delta ?? (header.Date is { } date && date > DateTimeOffset.UtcNow ? date - DateTimeOffset.UtcNow : null);

    /// <summary>What a failed connection is to who asked; null for what is none, such as the end of the scan.</summary>
    public static ApiException? Translate(Exception exception, CancellationToken cancellation) => exception switch
    {
        OperationCanceledException when !cancellation.IsCancellationRequested => new ApiException(null, "", "The server did not answer in time.", exception),
        HttpRequestException or IOException => new ApiException(null, "", $"The connection failed: {exception.Message}", exception),
        _ => null,
    };
}
