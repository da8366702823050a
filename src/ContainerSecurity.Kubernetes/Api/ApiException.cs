using System.Net;

namespace ContainerSecurity.Kubernetes.Api;

/// <summary>The API server refused a request, or could not be reached.</summary>
/// <param name="status">The status; null where there was no answer.</param>
/// <param name="reason">The reason of the server's <c>Status</c>, such as <c>Forbidden</c>; empty where it gave none.</param>
/// <param name="message">What the server or the connection said.</param>
/// <param name="inner">What was thrown.</param>
internal sealed class ApiException(HttpStatusCode? status, string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    public HttpStatusCode? Status => status;

    public string Reason => reason;

    /// <summary>The token by which a list whose own token has expired goes on, though no longer as of one moment; null for none.</summary>
    public string? Continue { get; init; }

    /// <summary>How long the server asks to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the server no longer has the version that was asked for, so that one must list anew.</summary>
    public bool IsExpired => status == HttpStatusCode.Gone || reason is "Expired" or "Gone";

    /// <summary>
    /// Whether the server lacks the version that changes were asked from: it has forgotten it, or does not know it yet,
    /// as a server that lags behind another one.
    /// </summary>
    public bool IsOfVersion => IsExpired || Message.Contains("Too large resource version", StringComparison.OrdinalIgnoreCase);

    public bool IsForbidden => status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;

    public bool IsNotFound => status == HttpStatusCode.NotFound;

    public bool IsConflict => status == HttpStatusCode.Conflict;

    /// <summary>Whether the answer was larger than may be held.</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient =>
        !IsTooLarge && (status is null or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout);
}
