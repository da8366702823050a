using System.Text;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.AspNetCore.Docker.Engine;

/// <summary>A request to the engine, written anew: of the client's own headers only those that the engine has a use for.</summary>
internal sealed class EngineRequest(string method, string target)
{
    /// <summary>What of a client's request goes on to the engine.</summary>
    private static readonly string[] Forwarded = ["Accept", "Content-Type", "User-Agent", "X-Registry-Auth", "X-Registry-Config"];

    /// <summary>The same for a connection that is to be upgraded.</summary>
    private static readonly string[] ForwardedOnUpgrade =
        ["Upgrade", "Origin", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions"];

    private readonly StringBuilder head = new StringBuilder(512).Append(method).Append(' ').Append(target).Append(" HTTP/1.1\r\nHost: docker\r\n");

    public static IEnumerable<(string Name, string Value)> HeadersOf(HttpRequest client) => Select(client, Forwarded);

    public EngineRequest WithHeadersOf(HttpRequest client)
    {
        foreach ((string name, string value) in HeadersOf(client))
            With(name, value);
        return this;
    }

    /// <summary>Asks for the upgrade that the client asked for, if it did.</summary>
    public EngineRequest WithUpgradeOf(HttpRequest client)
    {
        if (client.Headers.Upgrade.Count == 0)
            return this;
        foreach ((string name, string value) in Select(client, ForwardedOnUpgrade))
            With(name, value);
        return With("Connection", "Upgrade");
    }

    public EngineRequest With(string name, string value)
    {
        // INVARIANT: no header of ours or of a client can end its line.
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new BadHttpRequestException($"The header {name} has a character that no header has.");
        head.Append(name).Append(": ").Append(value).Append("\r\n");
        return this;
    }

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(head + "\r\n");

    private static IEnumerable<(string Name, string Value)> Select(HttpRequest client, string[] names) =>
        from name in names
        let values = client.Headers[name]
        where values.Count > 0
        select (name, values.ToString());
}
