using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace ContainerSecurity.Tool.LanguageServer.Protocol;

/// <summary>
/// Reads and writes messages with headers. One that is malformed, or longer than the bound, is answered with an error
/// and passed over; the next one is read all the same.
/// </summary>
internal sealed class MessageHandler(Stream output, Stream input, IJsonRpcMessageFormatter formatter, ProtocolPhase phase)
    : HeaderDelimitedMessageHandler(output, input, formatter)
{
    /// <summary>Longest message in bytes.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private const int MaxHeader = 4096;
    private const string LengthName = "Content-Length:";
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();
    private readonly ConcurrentDictionary<RequestId, bool> asked = new();

    /// <summary>Remembers what is asked, since an answer to nothing would end the connection.</summary>
    protected override void Write(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        if (content is JsonRpcRequest { IsResponseExpected: true } request)
            asked[request.RequestId] = true;
        base.Write(content, cancellationToken);
    }

    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            (long? length, bool isEnd) = await ReadHeadersAsync(cancellationToken).ConfigureAwait(false);
            if (isEnd)
                return null;
            if (length is not > 0)
                await RefuseAsync(JsonRpcErrorCode.ParseError, "A message needs the header 'Content-Length' with its number of bytes.", cancellationToken)
                    .ConfigureAwait(false);
            else if (length > MaxLength)
            {
                await SkipAsync(length.Value, cancellationToken).ConfigureAwait(false);
                await RefuseAsync(JsonRpcErrorCode.InvalidRequest, $"The message is longer than {MaxLength} bytes and was not read.", cancellationToken)
                    .ConfigureAwait(false);
            }
            else if (await ReadMessageAsync((int)length, cancellationToken).ConfigureAwait(false) is { } message)
                return message;
        }
    }

    /// <summary>Reads a message; null for one that is malformed or refused, which has then been answered.</summary>
    private async ValueTask<JsonRpcMessage?> ReadMessageAsync(int length, CancellationToken cancellation)
    {
        ReadResult read = await ReadAtLeastAsync(length, allowEmpty: false, cancellation).ConfigureAwait(false);
        ReadOnlySequence<byte> content = read.Buffer.Slice(0, length);
        JsonRpcMessage? message = null;
        try
        {
            message = Formatter.Deserialize(content);
        }
#pragma warning disable CA1031 // Whatever a formatter makes of a malformed message, the next one is read.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            // Answered below, when the bytes are given back.
        }
        Reader!.AdvanceTo(content.End);
        if (message is null)
            await RefuseAsync(JsonRpcErrorCode.ParseError, "The message is no JSON-RPC message and was passed over.", cancellation).ConfigureAwait(false);
        if (message is JsonRpcResult or JsonRpcError)
            return asked.TryRemove(((IJsonRpcMessageWithId)message).RequestId, out _) ? message : null;
        if (message is not JsonRpcRequest request || phase.Admit(request.Method) is not { } refusal)
            return message;
        if (request.IsResponseExpected)
            await WriteAsync(new JsonRpcError { RequestId = request.RequestId, Error = refusal }, cancellation).ConfigureAwait(false);
        return null;
    }

    /// <summary>Reads headers up to the empty line. A line that is none is passed over, so that the next message is found.</summary>
    private async ValueTask<(long? Length, bool IsEnd)> ReadHeadersAsync(CancellationToken cancellation)
    {
        long? length = null;
        bool isAny = false;
        while (await ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0 && isAny)
                return (length, false);
            isAny |= line.Length > 0;
            // What stands before the name is the rest of a message whose header lied about its length.
            int at = line.LastIndexOf(LengthName, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
                length = LengthIn(line.AsSpan(at + LengthName.Length));
        }
        return (null, true);
    }

    private static long? LengthIn(ReadOnlySpan<char> text) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? bytes : null;

    /// <summary>Reads a line of headers; of one that is too long, the end. Null at the end of the input.</summary>
    private async ValueTask<string?> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            ReadResult read = await Reader!.ReadAsync(cancellation).ConfigureAwait(false);
            if (LineIn(read.Buffer) is { } end)
            {
                string line = Encoding.ASCII.GetString(read.Buffer.Slice(0, end));
                Reader.AdvanceTo(read.Buffer.GetPosition(LineEnd.Length, end));
                return line;
            }
            if (read.IsCompleted || read.IsCanceled)
            {
                Reader.AdvanceTo(read.Buffer.End);
                return null;
            }
            SequencePosition kept = read.Buffer.Length > MaxHeader ? read.Buffer.GetPosition(read.Buffer.Length - MaxHeader) : read.Buffer.Start;
            Reader.AdvanceTo(kept, read.Buffer.End);
        }
    }

    private static SequencePosition? LineIn(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> line, LineEnd.AsSpan()) ? line.End : null;
    }

    private async ValueTask SkipAsync(long length, CancellationToken cancellation)
    {
        while (length > 0)
        {
            ReadResult read = await Reader!.ReadAsync(cancellation).ConfigureAwait(false);
            long taken = Math.Min(length, read.Buffer.Length);
            Reader.AdvanceTo(read.Buffer.GetPosition(taken));
            length -= taken;
            if (read.IsCompleted && taken == 0)
                return;
        }
    }

    private ValueTask RefuseAsync(JsonRpcErrorCode code, string message, CancellationToken cancellation) =>
        WriteAsync(new JsonRpcError { RequestId = RequestId.Null, Error = new JsonRpcError.ErrorDetail { Code = code, Message = message } }, cancellation);
}
