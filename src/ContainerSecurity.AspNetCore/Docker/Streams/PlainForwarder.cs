using System.Net;
using System.Text;
using ContainerSecurity.AspNetCore.Docker.Engine;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace ContainerSecurity.AspNetCore.Docker.Streams;

/// <summary>Forwards plain requests and their answers with YARP.</summary>
internal sealed class PlainForwarder(IHttpForwarder forwarder, EngineClient client)
{
    /// <summary>How long a message of the engine may be that is read whole, in bytes.</summary>
    private const int MaxMessageLength = 1024 * 1024;

    // A wait lasts as long as its container.
    private static readonly ForwarderRequestConfig Request = new() { ActivityTimeout = Timeout.InfiniteTimeSpan, Version = new Version(1, 1) };

    /// <summary>Forwards a request.</summary>
    /// <param name="context">The client's request.</param>
    /// <param name="target">What the engine is asked for.</param>
    /// <param name="redaction">What becomes of the engine's message where it says that something is in the way; null to leave it.</param>
    /// <exception cref="EngineUnreachableException">The engine gave no answer.</exception>
    public async Task ForwardAsync(HttpContext context, string target, Func<string, CancellationToken, Task<string>>? redaction = null)
    {
        ForwarderError error = await forwarder
            .SendAsync(context, EngineClient.Origin, client.Invoker, Request, new Transformer(target, redaction)).ConfigureAwait(false);
        if (error == ForwarderError.None || context.RequestAborted.IsCancellationRequested)
            return;
        Exception? cause = context.Features.Get<IForwarderErrorFeature>()?.Exception;
        if (cause is BadHttpRequestException bad)
            throw bad;
        throw new EngineUnreachableException($"The request was not forwarded ({error}).", cause);
    }

    private sealed class Transformer(string target, Func<string, CancellationToken, Task<string>>? redaction) : HttpTransformer
    {
        // The client's path, query and headers are not copied but chosen.
        public override ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            proxyRequest.RequestUri = EngineClient.UriOf(target);
            foreach ((string name, string value) in EngineRequest.HeadersOf(httpContext.Request))
            {
                if (!proxyRequest.Headers.TryAddWithoutValidation(name, value))
                    proxyRequest.Content?.Headers.TryAddWithoutValidation(name, value);
            }
            if (proxyRequest.Content is { } content && httpContext.Request.ContentLength is { } length)
                content.Headers.ContentLength = length;
            return ValueTask.CompletedTask;
        }

        public override async ValueTask<bool> TransformResponseAsync(
            HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
        {
            bool copiesBody = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken).ConfigureAwait(false);
            if (redaction is not null && proxyResponse is { StatusCode: HttpStatusCode.Conflict })
            {
                await proxyResponse.Content.LoadIntoBufferAsync(MaxMessageLength, cancellationToken).ConfigureAwait(false);
                string message = await proxyResponse.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
                byte[] body = Encoding.UTF8.GetBytes(await redaction(message, cancellationToken).ConfigureAwait(false));
                httpContext.Response.ContentLength = body.Length;
                await httpContext.Response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
                return false;
            }
            // An answer whose body comes later, as that of wait, is waited for by its headers.
            if (proxyResponse is { Content.Headers.ContentLength: null })
            {
                await httpContext.Response.StartAsync(cancellationToken).ConfigureAwait(false);
                await httpContext.Response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            return copiesBody;
        }
    }
}
