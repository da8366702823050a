using System.Buffers;
using System.IO.Pipelines;
using ContainerSecurity.AspNetCore.Docker.Engine;
using ContainerSecurity.Docker.Access;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>Forwards the engine's events one by one, each as soon as it has come, to those who see what they are about.</summary>
internal sealed class EventForwarder(EngineClient engine, VisibleObjects visible)
{
    /// <summary>How long one event may be, in bytes.</summary>
    private const int MaxLength = 1024 * 1024;

    public async Task ForwardAsync(HttpContext context, string target, DockerVisibility visibility)
    {
        CancellationToken cancellationToken = context.RequestAborted;
        EventObjects known = await visible.ForEventsAsync(cancellationToken).ConfigureAwait(false);
        var filter = new DockerAnswerFilter(visibility, known.Find);
        using var request = new HttpRequestMessage(HttpMethod.Get, EngineClient.UriOf(target));
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = "application/json";
        PipeWriter output = context.Response.BodyWriter;
        // Who waits for events waits for the headers first.
        await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            await stream.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
            return;
        }
        var input = PipeReader.Create(stream);
        try
        {
            await FilterAsync(input, output, filter, known, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new EngineUnreachableException("The engine ended the stream of its events.", e);
        }
        finally
        {
            await input.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static async Task FilterAsync(
        PipeReader input, PipeWriter output, DockerAnswerFilter filter, EventObjects known, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = read.Buffer;
            while (TakeLine(ref buffer, out byte[] line))
            {
                await known.LearnAsync(line, cancellationToken).ConfigureAwait(false);
                if (filter.ShowsEvent(line))
                    output.Write(line);
            }
            if (buffer.Length > MaxLength)
                throw new EngineUnreachableException("An event of the engine is too long.");
            input.AdvanceTo(buffer.Start, buffer.End);
            if ((await output.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted || read.IsCompleted)
                return;
        }
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> buffer, out byte[] line)
    {
        line = [];
        if (buffer.PositionOf((byte)'\n') is not { } end)
            return false;
        end = buffer.GetPosition(1, end);
        line = buffer.Slice(0, end).ToArray();
        buffer = buffer.Slice(end);
        return true;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.Invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new EngineUnreachableException("The engine gave no events.", e);
        }
    }
}
