using System.Globalization;
using System.Runtime.CompilerServices;

namespace ContainerSecurity.Kubernetes.Api;

/// <summary>One stream of the events of a kind. It ends when the server ends it; a connection that is silent for too long is taken for dead.</summary>
/// <param name="connection">The connection.</param>
/// <param name="kind">The kind.</param>
/// <param name="namespace">The namespace; null for all.</param>
internal sealed class WatchStream(ApiConnection connection, ClusterKind kind, string? @namespace)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Reads the events behind a version.</summary>
    /// <param name="version">The version; null for a stream that begins with all objects that there are.</param>
    /// <param name="opened">Called when the server has agreed.</param>
    /// <param name="cancellation">Ends the stream.</param>
    /// <exception cref="ApiException">The server refused, ended the stream with an error, or was silent for too long; or the connection failed.</exception>
    public async IAsyncEnumerable<WatchEvent> ReadAsync(string? version, Action opened, [EnumeratorCancellation] CancellationToken cancellation)
    {
        TimeSpan length = connection.Options.StreamLength * (1 + Random.Shared.NextDouble());
        using var idle = new CancellationTokenSource(connection.Options.IdleLimit, connection.Options.Time);
        using var late = new CancellationTokenSource(length + Grace, connection.Options.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, idle.Token, late.Token);
        using HttpResponseMessage answer = await OpenAsync(PathOf(version, length), stop.Token, cancellation).ConfigureAwait(false);
        opened();
        using Stream stream = await answer.Content.ReadAsStreamAsync(stop.Token).ConfigureAwait(false);
        using var lines = new LineReader(stream, connection.Options.MaxLineBytes);
        while (await NextAsync(lines, stop.Token, cancellation).ConfigureAwait(false) is { } line)
        {
            idle.CancelAfter(connection.Options.IdleLimit);
            if (!line.IsEmpty)
                yield return WatchEvent.Parse(line);
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken stop, CancellationToken cancellation)
    {
        try
        {
            return await connection.OpenAsync(path, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (ApiConnection.Translate(e, cancellation) is { } translated)
        {
            throw translated;
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> NextAsync(LineReader lines, CancellationToken stop, CancellationToken cancellation)
    {
        try
        {
            return await lines.ReadAsync(stop).ConfigureAwait(false);
        }
        catch (Exception e) when (ApiConnection.Translate(e, cancellation) is { } translated)
        {
            throw translated;
        }
    }

    private string PathOf(string? version, TimeSpan length)
    {
        string from = version is null ? "sendInitialEvents=true&resourceVersionMatch=NotOlderThan" : $"resourceVersion={Uri.EscapeDataString(version)}";
        string seconds = ((int)length.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return $"{kind.Path(@namespace)}?watch=true&allowWatchBookmarks=true&{from}&timeoutSeconds={seconds}";
    }
}
