using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>What the proxy asks of a request as HTTP, beyond what the server does: each has one reading, here and behind.</summary>
internal static class StrictHttp
{
    private static readonly string[] Once = ["Content-Type", "Host", "Transfer-Encoding", "Content-Length", "Upgrade", "Expect"];

    /// <summary>Returns the status and the reason of a refusal, or null.</summary>
    public static (int Status, string Message)? Problem(HttpRequest request)
    {
        IHeaderDictionary headers = request.Headers;
        if (request.Protocol is not ("HTTP/1.1" or "HTTP/1.0"))
            return (StatusCodes.Status505HttpVersionNotsupported, "Only HTTP/1.1 is spoken here.");
        if (Once.FirstOrDefault(name => headers[name].Count > 1) is { } repeated)
            return (StatusCodes.Status400BadRequest, $"The header {repeated} stands more than once.");
        // The server keeps a length that stood beside chunks under this name.
        if (headers.ContainsKey("X-Content-Length") || (headers.TransferEncoding.Count > 0 && request.ContentLength is not null))
            return (StatusCodes.Status400BadRequest, "A body has a length or comes in chunks, not both.");
        if (headers.TransferEncoding.Count > 0 && !headers.TransferEncoding.ToString().Equals("chunked", StringComparison.OrdinalIgnoreCase))
            return (StatusCodes.Status400BadRequest, "A body comes in chunks and in no other coding.");
        if (headers.ContentEncoding.Count > 0)
            return (StatusCodes.Status415UnsupportedMediaType, "A body comes as it is, in no coding.");
        if (HasBody(request) && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return (StatusCodes.Status400BadRequest, $"A {request.Method} has no body.");
        return null;
    }

    public static bool HasBody(HttpRequest request) => request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;

    /// <summary>Takes the server's limits off: an archive may be long, and a client may pause. What is read whole is bounded where it is read.</summary>
    public static void LiftLimits(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } requestRate)
            requestRate.MinDataRate = null;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } responseRate)
            responseRate.MinDataRate = null;
    }
}
