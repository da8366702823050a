using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using ContainerSecurity.AspNetCore.Docker.Connections;
using ContainerSecurity.AspNetCore.Docker.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ContainerSecurity.AspNetCore.Docker.Streams;

/// <summary>
/// Forwards what is no plain answer: the client's connection is taken over, and what the engine sends reaches it byte for byte,
/// no faster than it reads. The connection serves no request after this one.
/// </summary>
internal sealed class StreamForwarder(EngineConnector connector)
{
    /// <summary>
    /// Forwards a request after which both sides may talk as they like: attach, and the start of an exec.
    /// What the client says beyond its request reaches the engine only when the engine has agreed to that.
    /// </summary>
    public async Task HijackAsync(HttpContext context, string target, ReadOnlyMemory<byte> body)
    {
        ITakeoverFeature client = context.Features.GetRequiredFeature<ITakeoverFeature>();
        client.KeepHalfOpen();
        EngineConnection engine = await connector.ConnectAsync(context.RequestAborted).ConfigureAwait(false);
        await using (engine.ConfigureAwait(false))
        {
            byte[] head = new EngineRequest(context.Request.Method, target).WithHeadersOf(context.Request).WithUpgradeOf(context.Request)
                .With("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)).ToBytes();
            EngineResponseHead answer;
            ReadOnlyMemory<byte> rest;
            try
            {
                await engine.Stream.WriteAsync((byte[])[.. head, .. body.Span], context.RequestAborted).ConfigureAwait(false);
                (answer, rest) = await EngineResponseHead.ReadAsync(engine.Stream, context.RequestAborted).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                throw new EngineUnreachableException("The engine ended the connection before it answered.", e);
            }
            IDuplexPipe pipes = TakeOver(context, client);
            if (!answer.IsHijacked)
            {
                await RelayAnswerAsync(context, engine, answer, rest, pipes.Output).ConfigureAwait(false);
                return;
            }
            await WriteAsync(pipes.Output, answer.ToBytes(), rest, context.RequestAborted).ConfigureAwait(false);
            await TalkAsync(client, pipes, engine).ConfigureAwait(false);
        }
    }

    /// <summary>Forwards a request whose body or answer may be of any size or last for any time.</summary>
    public async Task StreamAsync(HttpContext context, string target)
    {
        ITakeoverFeature client = context.Features.GetRequiredFeature<ITakeoverFeature>();
        EngineConnection engine = await connector.ConnectAsync(context.RequestAborted).ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await using (engine.ConfigureAwait(false))
        {
            var request = new EngineRequest(context.Request.Method, target).WithHeadersOf(context.Request).With("Connection", "close");
            Task sending = SendAsync(context, request, engine, ended.Token);
            try
            {
                EngineResponseHead answer;
                ReadOnlyMemory<byte> rest;
                try
                {
                    Task<(EngineResponseHead Head, ReadOnlyMemory<byte> Ahead)> reading = EngineResponseHead.ReadAsync(engine.Stream, ended.Token);
                    // A body that is no HTTP ends the request; one that the engine does not want whole is no fault.
                    if (await Task.WhenAny(sending, reading).ConfigureAwait(false) == sending && sending.IsFaulted)
                        await sending.ConfigureAwait(false);
                    (answer, rest) = await reading.ConfigureAwait(false);
                }
                catch (IOException e) when (e is not BadHttpRequestException)
                {
                    throw new EngineUnreachableException("The engine ended the connection before it answered.", e);
                }
                await RelayAnswerAsync(context, engine, answer, rest, TakeOver(context, client).Output).ConfigureAwait(false);
            }
            finally
            {
                await ended.CancelAsync().ConfigureAwait(false);
                await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static IDuplexPipe TakeOver(HttpContext context, ITakeoverFeature client)
    {
        // What the server itself would answer is dropped, and with this word it ends the connection.
        context.Response.Headers.Connection = "close";
        return client.TakeOver();
    }

    private static async Task RelayAnswerAsync(
        HttpContext context, EngineConnection engine, EngineResponseHead answer, ReadOnlyMemory<byte> rest, PipeWriter output)
    {
        long? length = HttpMethods.IsHead(context.Request.Method) ? 0 : answer.ContentLength;
        try
        {
            await WriteAsync(output, answer.ToBytes(), length < rest.Length ? rest[..(int)length] : rest, context.RequestAborted).ConfigureAwait(false);
            if (length is null && answer["Connection"] is null)
                await engine.EndSendingAsync().ConfigureAwait(false);
            bool isWhole = await engine.Stream.CopyToPipeAsync(output, length - rest.Length ?? long.MaxValue, context.RequestAborted).ConfigureAwait(false);
            if (length is not null && !isWhole)
                context.Abort();
        }
        catch (IOException)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
        }
    }

    /// <summary>Lets both sides talk until the engine has said all, or the client is gone.</summary>
    private static async Task TalkAsync(ITakeoverFeature client, IDuplexPipe pipes, EngineConnection engine)
    {
        using var ended = new CancellationTokenSource();
        Task listening = ListenAsync(client, pipes.Input, engine, ended);
        try
        {
            await engine.Stream.CopyToPipeAsync(pipes.Output, long.MaxValue, ended.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side is gone; there is nobody to tell.
        }
        await ended.CancelAsync().ConfigureAwait(false);
        pipes.Input.CancelPendingRead();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task ListenAsync(ITakeoverFeature client, PipeReader input, EngineConnection engine, CancellationTokenSource ended)
    {
        try
        {
            if (!await input.CopyToStreamAsync(engine.Stream, ended.Token).ConfigureAwait(false))
                return;
            await engine.EndSendingAsync().ConfigureAwait(false);
            // The client says no more, but may still read. One that has left altogether is noticed without waiting for output.
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
            while (await timer.WaitForNextTickAsync(ended.Token).ConfigureAwait(false))
            {
                if (client.IsAbandoned())
                    await ended.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The engine has said all.
        }
        catch (IOException)
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task SendAsync(HttpContext context, EngineRequest request, EngineConnection engine, CancellationToken cancellationToken)
    {
        HttpRequest client = context.Request;
        bool isChunked = client.Headers.TransferEncoding.Count > 0;
        if (isChunked)
            request.With("Transfer-Encoding", "chunked");
        else if (client.ContentLength is not null || !(HttpMethods.IsGet(client.Method) || HttpMethods.IsHead(client.Method)))
            request.With("Content-Length", (client.ContentLength ?? 0).ToString(CultureInfo.InvariantCulture));
        try
        {
            await engine.Stream.WriteAsync(request.ToBytes(), cancellationToken).ConfigureAwait(false);
            if (!isChunked && client.ContentLength is null or 0)
                return;
        }
        catch (IOException)
        {
            // What the engine had to say is read by the other side of this connection.
            return;
        }
        await SendBodyAsync(client.BodyReader, engine.Stream, isChunked, cancellationToken).ConfigureAwait(false);
    }

    private static async Task SendBodyAsync(PipeReader body, Stream engine, bool isChunked, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await engine.WriteAsync(read.Buffer, isChunked, cancellationToken).ConfigureAwait(false);
                if (isChunked && read.IsCompleted)
                    await engine.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            }
            catch (IOException)
            {
                return;
            }
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private static async Task WriteAsync(PipeWriter output, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        output.Write(head.Span);
        output.Write(rest.Span);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
