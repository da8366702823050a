using ContainerSecurity.AspNetCore.Docker.Access;
using ContainerSecurity.AspNetCore.Docker.Proxy;
using ContainerSecurity.AspNetCore.Docker.Telemetry;
using ContainerSecurity.Audit;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.AspNetCore.Docker.Plugin;

/// <summary>
/// Answers the engine's questions whether it may serve a request. What comes from the proxy has been judged there; of others, what needs no filter
/// and no change is decided here, and all else is denied. An engine takes a failed call for another try with an empty message: so no call fails,
/// and an empty message is denied.
/// </summary>
internal sealed partial class AuthorizationPlugin(
    DockerAccess access, PluginPeers peers, DockerTelemetry telemetry, IOptions<DockerAuthorizationPluginOptions> options, TimeProvider time, ILogger<AuthorizationPlugin> logger)
{
    /// <summary>How long a message of the engine may be, in bytes: it shows bodies of up to 4 MiB, in letters.</summary>
    private const int MaxLength = 16 * 1024 * 1024;

    private static readonly byte[] Activation = "{\"Implements\":[\"authz\"]}"u8.ToArray();

    private readonly HashSet<string> proxies = new(options.Value.ProxyCertificates.Select(PluginPeers.Normalize), StringComparer.Ordinal);

    public static Task ActivateAsync(HttpContext context) => WriteAsync(context, Activation);

    public async Task JudgeAsync(HttpContext context, bool isRequest)
    {
        PluginVerdict verdict;
        try
        {
            PluginMessage message = await PluginMessage.ReadAsync(context.Request.Body, MaxLength, context.RequestAborted).ConfigureAwait(false);
            // What was done has been judged before; of an answer it is only asked that it belongs to a request.
            verdict = isRequest ? Judge(message) : message.Problem is { } problem ? PluginVerdict.Deny(problem) : PluginVerdict.Allowed;
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogFailed(e);
            verdict = PluginVerdict.Deny("the request could not be judged");
        }
        await WriteAsync(context, verdict.ToJson()).ConfigureAwait(false);
    }

    internal PluginVerdict Judge(PluginMessage message)
    {
        long start = time.GetTimestamp();
        if (message.Problem is { } problem)
            return Refuse(message, DockerSubject.Anonymous, problem);
        PluginPeer peer = peers.Of(message);
        if (peer.Fingerprint is { } fingerprint && proxies.Contains(fingerprint))
            return PluginVerdict.Allowed;
        if (DockerRequestTarget.TryParse(message.Method, message.Uri, out string refusal) is not { } target)
            return Refuse(message, peer.Subject, refusal);
        if (ForwardingModes.Of(target.Endpoint) == ForwardingMode.Never)
            return Refuse(message, peer.Subject, "What follows it could not be judged.");
        if (message.ProblemOfBody(target.Endpoint) is { } unseen)
            return Refuse(message, peer.Subject, unseen);
        var request = new DockerAccessRequest(peer.Subject, target)
        {
            Body = DockerBody.Read(target, message.Body, message.ContentType),
        };
        // Nothing is looked up here: to who does not see everything, nothing that is named is there.
        request = request with { Resolutions = [.. request.References.Select(r => new DockerResolution(r, null))] };
        // A plugin only says yes or no: what the proxy would filter, hide, label or look up is denied.
        DockerAccessDecision decision = access.Current.Authorize(request).FulfilledBy(DockerObligationKind.Audit);
        TimeSpan duration = time.GetElapsedTime(start);
        telemetry.Decided("plugin", target.Endpoint.Action, decision.IsAllowed, duration);
        if (!TryKeep(decision.ToAuditEntry(peer.Subject, target.Endpoint.Action, target.Identifier ?? "", time.GetUtcNow(), duration)))
            return PluginVerdict.Deny("the decision could not be kept in the audit log");
        if (decision.IsAllowed)
            return PluginVerdict.Allowed;
        LogDenied(peer.Subject, target.Endpoint.Action, decision.Reason);
        return PluginVerdict.Deny(decision.ClientMessage);
    }

    private PluginVerdict Refuse(PluginMessage message, DockerSubject subject, string reason)
    {
        telemetry.Decided("plugin", "none", isAllowed: false, TimeSpan.Zero);
        LogRefused(subject, reason);
        string path = message.Uri.Split('?')[0];
        var entry = new AuditEntry(time.GetUtcNow(), subject.Name, "none", $"{message.Method} {path[..Math.Min(path.Length, 256)]}",
            AuditVerdict.Deny)
        { Reason = reason };
        return PluginVerdict.Deny(TryKeep(entry) ? reason : "the decision could not be kept in the audit log");
    }

    private bool TryKeep(AuditEntry entry)
    {
        try
        {
            access.Keep(entry);
            return true;
        }
        catch (IOException e)
        {
            LogNotKept(e);
            return false;
        }
    }

    private static async Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentType = "application/vnd.docker.plugins.v1.2+json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 20, Level = LogLevel.Information, Message = "{Subject} may not do {Action} at the engine itself. {Reason}")]
    private partial void LogDenied(DockerSubject subject, string action, string reason);

    [LoggerMessage(EventId = 21, Level = LogLevel.Information, Message = "A request of {Subject} at the engine itself was refused. {Reason}")]
    private partial void LogRefused(DockerSubject subject, string reason);

    [LoggerMessage(EventId = 22, Level = LogLevel.Error, Message = "A request at the engine itself could not be judged and was denied.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventId = 23, Level = LogLevel.Critical, Message = "A decision could not be kept in the audit log; the request was denied.")]
    private partial void LogNotKept(Exception exception);
}
