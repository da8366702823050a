using ContainerSecurity.AspNetCore.Docker.Engine;
using ContainerSecurity.AspNetCore.Docker.Streams;
using ContainerSecurity.AspNetCore.Docker.Telemetry;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>Carries an allowed request to the engine, fulfils what the decision demands, and brings the answer back.</summary>
internal sealed class AnswerForwarder(
    EngineClient engine,
    PlainForwarder plain,
    StreamForwarder streams,
    EventForwarder events,
    ConflictRedaction conflicts,
    VisibleObjects visible,
    DockerTelemetry telemetry,
    IOptions<DockerProxyOptions> options)
{
    public async Task ForwardAsync(HttpContext context, DockerRequestTarget target, DockerAccessDecision decision, DockerVisibility containers)
    {
        string built = decision.Target ?? throw new InvalidOperationException("An allowed request has a target.");
        await CreateVolumesAsync(decision, context.RequestAborted).ConfigureAwait(false);
        if (target.Endpoint.Body is DockerBodyKind.Judged or DockerBodyKind.None)
            ReplaceBody(context, decision.Body ?? default);
        switch (ForwardingModes.Of(target.Endpoint))
        {
            case ForwardingMode.Hijack:
                await CountedAsync(() => streams.HijackAsync(context, built, decision.Body ?? default)).ConfigureAwait(false);
                break;
            case ForwardingMode.Stream:
                await CountedAsync(() => streams.StreamAsync(context, built)).ConfigureAwait(false);
                break;
            case ForwardingMode.Events when Filters(decision):
                await CountedAsync(() => events.ForwardAsync(context, built, decision.Visibility!)).ConfigureAwait(false);
                break;
            case ForwardingMode.Events:
                await CountedAsync(() => streams.StreamAsync(context, built)).ConfigureAwait(false);
                break;
            case ForwardingMode.Plain when Filters(decision):
                await FilterAsync(context, target.Endpoint, built, decision.Visibility!).ConfigureAwait(false);
                break;
            default:
                await plain.ForwardAsync(context, built, containers.IsEverything ? null : conflicts.For(containers)).ConfigureAwait(false);
                break;
        }
    }

    private static bool Filters(DockerAccessDecision decision)
    {
        bool isAsked = decision.Obligations.Any(o => o.Kind is DockerObligationKind.FilterBy or DockerObligationKind.Redact);
        if (isAsked && decision.Visibility is null)
            throw new InvalidOperationException("A decision that asks for a filter says what is seen.");
        return isAsked;
    }

    /// <summary>The body is sent as it was judged, whatever the client's spelling of it.</summary>
    private static void ReplaceBody(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Request.Body = new MemoryStream(body.ToArray(), writable: false);
        context.Request.Headers.Remove("Transfer-Encoding");
        context.Request.ContentLength = body.IsEmpty ? null : body.Length;
        context.Request.ContentType = body.IsEmpty ? null : "application/json";
    }

    private async Task CreateVolumesAsync(DockerAccessDecision decision, CancellationToken cancellationToken)
    {
        foreach (DockerObligation volume in decision.Obligations.Where(o => o.Kind == DockerObligationKind.CreateVolume))
        {
            byte[] body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
                new Dictionary<string, object> { ["Name"] = volume.Value, ["Labels"] = new Dictionary<string, string> { [volume.Key] = decision.Team ?? "" } });
            EngineAnswer answer = await engine.AskAsync(HttpMethod.Post, "/volumes/create", body, 1024 * 1024, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccess)
                throw new EngineUnreachableException($"The engine answered {answer.Status} to the creation of a volume.");
        }
    }

    private async Task FilterAsync(HttpContext context, DockerEndpoint endpoint, string target, DockerVisibility visibility)
    {
        EngineAnswer answer = await engine
            .AskAsync(new HttpMethod(endpoint.Method), target, body: null, options.Value.MaxFilteredAnswerLength, context.RequestAborted).ConfigureAwait(false);
        ReadOnlyMemory<byte> body = answer.Body;
        if (answer.IsSuccess)
        {
            try
            {
                body = new DockerAnswerFilter(visibility, await visible.LookupForAsync(endpoint, context.RequestAborted).ConfigureAwait(false))
                    .Apply(endpoint, body);
            }
            catch (FormatException e)
            {
                throw new EngineUnreachableException("The engine's answer is not what the endpoint gives.", e);
            }
        }
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task CountedAsync(Func<Task> stream)
    {
        telemetry.StreamOpened();
        try
        {
            await stream().ConfigureAwait(false);
        }
        finally
        {
            telemetry.StreamClosed();
        }
    }
}
