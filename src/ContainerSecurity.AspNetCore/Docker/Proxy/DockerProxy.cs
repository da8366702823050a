using System.Diagnostics;
using ContainerSecurity.AspNetCore.Docker.Access;
using ContainerSecurity.AspNetCore.Docker.Connections;
using ContainerSecurity.AspNetCore.Docker.Engine;
using ContainerSecurity.AspNetCore.Docker.Identity;
using ContainerSecurity.AspNetCore.Docker.Telemetry;
using ContainerSecurity.AspNetCore.Telemetry;
using ContainerSecurity.Audit;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>
/// Decides about each request and carries the decision out. What reaches the engine is built here: the target from its parts, with full IDs;
/// the body in our own serialisation; a few headers.
/// </summary>
internal sealed partial class DockerProxy(
    DockerAccess access,
    ClientIdentity identity,
    EngineObjects objects,
    TeamGates gates,
    AnswerForwarder forwarder,
    AbsenceAnswers absence,
    DockerTelemetry telemetry,
    IOptions<DockerProxyOptions> options,
    TimeProvider time,
    ILogger<DockerProxy> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (context.Features.Get<ITakeoverFeature>() is null)
        {
            await RefuseForeignListenerAsync(context).ConfigureAwait(false);
            return;
        }
        using Activity? activity = PackageTelemetry.Activities.StartActivity("docker.proxy");
        StrictHttp.LiftLimits(context);
        try
        {
            if (StrictHttp.Problem(context.Request) is (int status, string message))
                throw new RefusalException(status, message);
            DockerSubject subject = identity.Of(context) ?? throw new RefusalException(StatusCodes.Status401Unauthorized, "It is not known who asks.");
            await HandleAsync(context, subject, activity).ConfigureAwait(false);
        }
        catch (RefusalException e)
        {
            await RefuseAsync(context, e).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, e.StatusCode, e.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested
            && e is EngineUnreachableException or OperationCanceledException or IOException)
        {
            // The client has left.
        }
        catch (EngineUnreachableException e)
        {
            LogEngineUnreachable(e);
            await AnswerAsync(context, StatusCodes.Status502BadGateway, "The Docker engine did not answer.").ConfigureAwait(false);
        }
    }

    private async Task HandleAsync(HttpContext context, DockerSubject subject, Activity? activity)
    {
        long start = time.GetTimestamp();
        DockerAuthorizer authorizer = access.Current;
        DockerRequestTarget target = RequestReader.ReadTarget(context);
        if (ForwardingModes.Of(target.Endpoint) == ForwardingMode.Never)
            throw new RefusalException(StatusCodes.Status403Forbidden, $"{target.Endpoint} is not served: what follows it could not be judged.");
        (DockerBody body, ReadOnlyMemory<byte> bytes) = await RequestReader.ReadBodyAsync(context, target).ConfigureAwait(false);
        var request = new DockerAccessRequest(subject, target)
        {
            Body = body,
            Team = context.Request.Headers[options.Value.TeamHeader] is [{ Length: > 0 } team]
            ? team : null
        };
        request = request with { Resolutions = await objects.ResolveAsync(request.References, context.RequestAborted).ConfigureAwait(false) };
        string? counted = authorizer.TeamToCount(request);
        using IDisposable? pass = counted is null ? null : await gates.EnterAsync(counted, context.RequestAborted).ConfigureAwait(false);
        if (counted is not null)
            request = request with { Usage = await objects.UsageOfAsync(authorizer.Policy.OwnerLabel, counted, context.RequestAborted).ConfigureAwait(false) };
        DockerAccessDecision decision = authorizer.Authorize(request);
        TimeSpan duration = time.GetElapsedTime(start);
        telemetry.Decided("proxy", target.Endpoint.Action, decision.IsAllowed, duration);
        activity?.SetTag("docker.action", target.Endpoint.Action).SetTag("docker.allowed", decision.IsAllowed);
        Keep(decision.ToAuditEntry(subject, target.Endpoint.Action, target.Identifier ?? "", time.GetUtcNow(), duration));
        if (decision.IsAllowed)
        {
            DockerVisibility containers = authorizer.VisibilityOf(subject, DockerObjectKind.Container);
            await forwarder.ForwardAsync(context, target, decision, containers).ConfigureAwait(false);
            return;
        }
        LogDenied(subject, target.Endpoint.Action, decision.Reason);
        DockerObligation? hidden = decision.Obligations.FirstOrDefault(o => o.Kind == DockerObligationKind.AnswerNotFound);
        await (hidden is null
            ? EngineErrors.AnswerAsync(context, StatusCodes.Status403Forbidden, decision.ClientMessage)
            : absence.AnswerAsync(context, request, bytes, hidden.Value)).ConfigureAwait(false);
    }

    private async Task RefuseAsync(HttpContext context, RefusalException refusal)
    {
        DockerSubject subject = identity.Of(context) ?? DockerSubject.Anonymous;
        telemetry.Decided("proxy", "none", isAllowed: false, TimeSpan.Zero);
        LogRefused(subject, refusal.Message);
        // The path tells what was tried; the query may hold what is nobody's business.
        string path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        try
        {
            Keep(new AuditEntry(time.GetUtcNow(), subject.Name, "none", $"{context.Request.Method} {path[..Math.Min(path.Length, 256)]}", AuditVerdict.Deny)
            {
                Reason = refusal.Message,
            });
        }
        catch (RefusalException e)
        {
            refusal = e;
        }
        await AnswerAsync(context, refusal.Status, refusal.Message).ConfigureAwait(false);
    }

    private void Keep(AuditEntry entry)
    {
        try
        {
            access.Keep(entry);
        }
        catch (IOException e)
        {
            LogNotKept(e);
            throw new RefusalException(StatusCodes.Status503ServiceUnavailable, "The decision could not be kept in the audit log, so nothing was done.");
        }
    }

    private static async Task AnswerAsync(HttpContext context, int status, string message)
    {
        // Half an answer must not look like a whole one.
        if (context.Response.HasStarted)
            context.Abort();
        else
            await EngineErrors.AnswerAsync(context, status, message).ConfigureAwait(false);
    }

    private async Task RefuseForeignListenerAsync(HttpContext context)
    {
        // On the plugin's listener there is no proxy; elsewhere somebody forgot a line.
        if (context.Features.Get<PluginConnection>() is null)
            LogListener(nameof(DockerListenOptionsExtensions.UseDockerProxy));
        await EngineErrors.AnswerAsync(context, StatusCodes.Status404NotFound, "page not found").ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "{Subject} may not do {Action}. {Reason}")]
    private partial void LogDenied(DockerSubject subject, string action, string reason);

    [LoggerMessage(EventId = 11, Level = LogLevel.Information, Message = "A request of {Subject} was refused. {Reason}")]
    private partial void LogRefused(DockerSubject subject, string reason);

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "The Docker engine did not answer.")]
    private partial void LogEngineUnreachable(Exception exception);

    [LoggerMessage(EventId = 13, Level = LogLevel.Critical, Message = "A decision could not be kept in the audit log; the request was refused.")]
    private partial void LogNotKept(Exception exception);

    [LoggerMessage(EventId = 14, Level = LogLevel.Error,
        Message = "The Docker proxy was asked on a listener that is not its own. Call listenOptions.{Method}() for the listener.")]
    private partial void LogListener(string method);
}
