using System.Net;
using System.Net.Http.Headers;

namespace ContainerSecurity.Images.Registries;

/// <summary>
/// Requests to one repository of one registry: authenticated, tried again where a fault may pass, redirects followed
/// without the registry's credentials.
/// </summary>
internal sealed class RegistryConnection : IDisposable
{
    private const string HubName = "docker.io";
    private const string HubHost = "registry-1.docker.io";
    private const int MaxRedirects = 5;

    private readonly RegistryOptions options;
    private readonly HttpClient client;
    private readonly RegistryTokens tokens;
    private readonly Uri root;
    private readonly string scope;
    private readonly bool isForPush;

    /// <param name="registry">Host and port.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="options">How the registry is talked to.</param>
    /// <param name="isForPush">Whether the right to push is asked for, beside that to pull.</param>
    public RegistryConnection(string registry, string repository, RegistryOptions options, bool isForPush = false)
    {
        this.isForPush = isForPush;
        this.options = options;
        Registry = registry;
        bool isPlain = options.PlainHttp.Contains(registry);
        root = new Uri($"{(isPlain ? "http" : "https")}://{(registry == HubName ? HubHost : registry)}/v2/{repository}/");
        scope = $"repository:{repository}:{(isForPush ? "pull,push" : "pull")}";
        client = options.Handler is { } handler
            ? new HttpClient(handler, disposeHandler: false)
            : new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = options.Timeout,
                MaxResponseHeadersLength = 64
            });
        client.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        tokens = new RegistryTokens(registry, isPlain, options, (request, cancellation) => SendOnceAsync(request, cancellation));
    }

    public string Registry { get; }

    /// <summary>Asks for something of the repository. 404 is an answer; other refusals are exceptions.</summary>
    /// <param name="path">The path below the repository, such as <c>tags/list</c>.</param>
    /// <param name="prepare">Sets headers.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestHeaders>? prepare, CancellationToken cancellationToken) =>
        GetAsync(new Uri(root, path), prepare, cancellationToken);

    /// <summary>The address that a <c>Link</c> header gives for the next page; null where there is none, or where it leads to another registry.</summary>
    public Uri? NextPage(HttpResponseMessage response)
    {
        string? link = response.Headers.TryGetValues("Link", out IEnumerable<string>? links)
            ? links.FirstOrDefault(l =>
                l.Contains("rel=\"next\"", StringComparison.Ordinal) || l.Contains("rel=next", StringComparison.Ordinal))
            : null;
        int open = link?.IndexOf('<', StringComparison.Ordinal) ?? -1, close = link?.IndexOf('>', StringComparison.Ordinal) ?? -1;
        return open >= 0 && close > open && Uri.TryCreate(root, link![(open + 1)..close], out Uri? next) && IsSameOrigin(next, root) ? next : null;
    }

    public Task<HttpResponseMessage> GetAsync(Uri address, Action<HttpRequestHeaders>? prepare, CancellationToken cancellationToken) =>
        SendAsync(new Ask(HttpMethod.Get, address, prepare, null), cancellationToken);

    /// <summary>Sends something to the repository. 404 is an answer; other refusals are exceptions.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">The address, absolute or below the repository.</param>
    /// <param name="content">Makes the body, anew for each attempt; null for none.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, Func<HttpContent>? content, CancellationToken cancellationToken) =>
        SendAsync(new Ask(method, new Uri(root, address), null, content), cancellationToken);

    /// <summary>The address that an answer's <c>Location</c> gives; null where there is none that may be followed.</summary>
    public Uri? LocationOf(HttpResponseMessage response) =>
        response.Headers.Location is { } location && new Uri(response.RequestMessage?.RequestUri ?? root, location) is var next && MayFollow(next)
            ? next
            : null;

    private async Task<HttpResponseMessage> SendAsync(Ask ask, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await TryAsync(ask, tokens.Known(scope), cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized && AuthenticationChallenge.Of(response) is { } challenge)
        {
            response.Dispose();
            tokens.Forget(scope);
            // A registry asks at each step for the right to that step; who pushes asks for both at once.
            AuthenticationChallenge wanted = isForPush ? challenge with { Scope = scope } : challenge;
            AuthenticationHeaderValue? answer = await tokens.AnswerAsync(wanted, scope, cancellationToken).ConfigureAwait(false)
                ?? throw new ImageReadException(ImageReadFailure.Unauthorized, $"{Registry} asks for credentials, and there are none for it.");
            response = await TryAsync(ask, answer, cancellationToken).ConfigureAwait(false);
        }
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound)
            return response;
        using (response)
            throw await RegistryFault.OfAsync(Registry, response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs something with the time an answer may take.</summary>
    public async Task<T> WithTimeoutAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, options.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await work(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{Registry} did not answer within {options.Timeout.TotalSeconds:0} s.", e);
        }
    }

    /// <summary>Waits before a further attempt.</summary>
    public Task WaitAsync(int attempt, TimeSpan? asked, CancellationToken cancellationToken)
    {
        TimeSpan delay = asked ?? options.FirstDelay * Math.Pow(2, Math.Min(attempt, 20) - 1);
        return Task.Delay(delay < options.MaxDelay ? delay : options.MaxDelay, options.Time, cancellationToken);
    }

    public int MaxAttempts => options.MaxAttempts;

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> TryAsync(Ask ask, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan? wait = null;
            try
            {
                HttpResponseMessage response = await FollowAsync(ask, authorization, cancellationToken).ConfigureAwait(false);
                if (!MayPass(response.StatusCode) || attempt >= options.MaxAttempts)
                    return response;
                wait = RetryAfter(response);
                response.Dispose();
            }
            catch (Exception e) when (e is HttpRequestException || (e is IOException && e is not ImageReadException))
            {
                if (attempt >= options.MaxAttempts)
                    throw new ImageReadException(
                        ImageReadFailure.Unreachable,
                        $"{Registry} cannot be reached: "
                            + $"{e.GetBaseException().Message}{(e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ? " It may speak plain HTTP, which is spoken only where it is asked for." : "")}",
                        e);
            }
            await WaitAsync(attempt, wait, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(Ask ask, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        Uri address = ask.Address;
        for (int redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(ask.Method, address) { Content = ask.Content?.Invoke() };
            ask.Prepare?.Invoke(request.Headers);
            request.Headers.Authorization = IsSameOrigin(address, root) ? authorization : null;
            HttpResponseMessage response = await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(ask.Method, response.StatusCode) || response.Headers.Location is not { } location)
                return response;
            response.Dispose();
            Uri next = new(address, location);
            if (redirects == MaxRedirects)
                throw new ImageReadException(ImageReadFailure.Unreachable, $"{Registry} redirects more than {MaxRedirects} times.");
            if (!MayFollow(next))
                throw new ImageReadException(
                    ImageReadFailure.Unreachable,
                    $"{Registry} redirects from https to '{next.GetLeftPart(UriPartial.Path)}', which is not followed.");
            address = next;
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        WithTimeoutAsync(cancellation => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation), cancellationToken);

    private bool MayFollow(Uri next) =>
        next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && root.Scheme == Uri.UriSchemeHttp);

    /// <summary>What is sent is sent on only where the registry says that method and body stay as they are (RFC 9110, section 15.4).</summary>
    private static bool IsRedirect(HttpMethod method, HttpStatusCode status) =>
        status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        || ((method == HttpMethod.Get || method == HttpMethod.Head)
            && status is (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther));

    private static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - options.Time.GetUtcNow() : null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private sealed record Ask(HttpMethod Method, Uri Address, Action<HttpRequestHeaders>? Prepare, Func<HttpContent>? Content);
}
