using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Fetching;

/// <summary>A server of this machine that answers one request a connection, and may break off.</summary>
internal sealed class PublishingServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<PublishingRequest, PublishingAnswer> answer;

    public PublishingServer(Func<PublishingRequest, PublishingAnswer> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = AcceptAsync();
    }

    public List<PublishingRequest> Requests { get; } = [];

    public Uri Address(string path) => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}{path}");

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // It was ended.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync())!.Split(' ')[1];
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        PublishingRequest request = new(path, headers);
        Requests.Add(request);
        PublishingAnswer said = answer(request);
        StringBuilder head = new($"HTTP/1.1 {said.Status} Said\r\nConnection: close\r\n");
        if (said.Status != 304 && !said.Headers.Any(h => h.Name == "Transfer-Encoding"))
            head.Append($"Content-Length: {said.Length ?? said.Body.Length}\r\n");
        foreach ((string name, string value) in said.Headers)
            head.Append($"{name}: {value}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        await stream.WriteAsync(said.Body);
    }
}

internal sealed record PublishingRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);
}

/// <summary>An answer; one whose length is more than its body breaks off.</summary>
internal sealed record PublishingAnswer(int Status, byte[] Body, params (string Name, string Value)[] Headers)
{
    public int? Length { get; init; }
}
