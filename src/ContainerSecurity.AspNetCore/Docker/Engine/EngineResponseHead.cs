using System.Globalization;
using System.Text;

namespace ContainerSecurity.AspNetCore.Docker.Engine;

/// <summary>Status line and headers of an answer of the engine, as bytes and as read.</summary>
internal sealed class EngineResponseHead
{
    /// <summary>How long a head may be, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    private static readonly string[] RawStreams = ["application/vnd.docker.raw-stream", "application/vnd.docker.multiplexed-stream"];

    private readonly byte[] bytes;
    private readonly int statusLineLength;
    private readonly List<KeyValuePair<string, string>> headers = [];

    private EngineResponseHead(byte[] bytes)
    {
        this.bytes = bytes;
        string[] lines = Encoding.Latin1.GetString(bytes).Split("\r\n");
        statusLineLength = lines[0].Length + 2;
        if (!lines[0].StartsWith("HTTP/1.", StringComparison.Ordinal) || lines[0].Length < 12
            || !int.TryParse(lines[0].AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int status))
            throw new EngineUnreachableException("The engine's answer is no HTTP.");
        Status = status;
        foreach (string line in lines.Skip(1).Where(l => l.Length > 0))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                throw new EngineUnreachableException("The engine's answer has a header without a colon.");
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }
    }

    public int Status { get; }

    /// <summary>The bytes that follow are no HTTP any more: both sides talk as they like.</summary>
    public bool IsHijacked => Status == 101 || (Status == 200 && this["Content-Length"] is null && this["Transfer-Encoding"] is null
        && RawStreams.Contains(this["Content-Type"], StringComparer.OrdinalIgnoreCase));

    /// <summary>The length of the body, in bytes; null where only the end of the connection, or chunks, tell.</summary>
    public long? ContentLength => Status is 204 or 304 ? 0
        : long.TryParse(this["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : null;

    public string? this[string name] => headers.Find(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The head as the client gets it: byte for byte where the connection was hijacked, else with the word that this answer is the last.</summary>
    public byte[] ToBytes()
    {
        if (IsHijacked || this["Connection"] is not null)
            return bytes;
        return [.. bytes.AsSpan(0, statusLineLength), .. "Connection: close\r\n"u8, .. bytes.AsSpan(statusLineLength)];
    }

    /// <summary>Reads a head, and nothing behind it but what came with it.</summary>
    public static async Task<(EngineResponseHead Head, ReadOnlyMemory<byte> Ahead)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[4096];
        int length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length >= MaxLength)
                    throw new EngineUnreachableException("The head of the engine's answer is too long.");
                Array.Resize(ref buffer, buffer.Length * 2);
            }
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                throw new EngineUnreachableException("The engine ended the connection before it answered.");
            int from = Math.Max(0, length - 3);
            length += read;
            int end = buffer.AsSpan(from, length - from).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                end += from + 4;
                return (new EngineResponseHead(buffer[..end]), buffer.AsMemory(end, length - end));
            }
        }
    }
}
