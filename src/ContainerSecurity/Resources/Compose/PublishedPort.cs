using System.Globalization;
using System.Net;

namespace ContainerSecurity.Resources.Compose;

/// <summary>A port of a service in its short form, such as <c>127.0.0.1:8080:80/tcp</c>.</summary>
/// <param name="HostIp">The host's address; empty for all.</param>
/// <param name="Published">The port of the host, or the range it is taken from, such as <c>8000-8010</c>; empty where the engine picks one.</param>
/// <param name="Target">The port inside the container.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
internal sealed record PublishedPort(string HostIp, string Published, int Target, string Protocol)
{
    /// <summary>How the port is published: the short form knows no other way.</summary>
    public const string Mode = "ingress";

    private static readonly string[] Protocols = ["tcp", "udp", "sctp"];

    /// <summary>Reads the short form; a range stands for many ports.</summary>
    /// <param name="text">The text.</param>
    /// <param name="error">Why there are none; null where the text is right.</param>
    public static IEnumerable<PublishedPort> Parse(string text, out string? error)
    {
        (string address, string host, string container) = Split(text);
        (string port, string protocol) = SplitProtocol(container);
        string bare = address.Length > 1 && address[0] == '[' && address[address.Length - 1] == ']' ? address.Substring(1, address.Length - 2) : address;
        (int First, int Last) target = default, published = default;
        error = bare.Length > 0 && !IPAddress.TryParse(bare, out _) ? $"Invalid ip address: {address}"
            : port.Length == 0 ? $"No port specified: {text}<empty>"
            : !TryRange(port, out target) ? $"Invalid containerPort: {port}"
            : host.Length > 0 && !TryRange(host, out published) ? $"Invalid hostPort: {host}"
            : host.Length > 0
                && target.Last > target.First
                && target.Last - target.First != published.Last - published.First ? $"Invalid ranges specified for container and host Ports: {port} and {host}"
            : Array.IndexOf(Protocols, protocol.ToLowerInvariant()) < 0 ? $"Invalid proto: {protocol}"
            : null;
        if (error is not null)
            return [];
        string Host(int offset) => host.Length == 0 ? ""
            : target.First == target.Last && published.First != published.Last ? $"{Number(published.First)}-{Number(published.Last)}"
            : Number(published.First + offset);
        return Enumerable.Range(0, target.Last - target.First + 1).Select(i => new PublishedPort(bare, Host(i), target.First + i, protocol.ToLowerInvariant()));
    }

    /// <summary>The parts of <c>[[address:]host:]container[/protocol]</c>.</summary>
    public static (string Address, string Host, string Container) Split(string text)
    {
        int last = text.LastIndexOf(':');
        if (last < 0)
            return ("", "", text);
        int middle = last == 0 ? -1 : text.LastIndexOf(':', last - 1);
        return middle < 0
            ? ("", text.Substring(0, last), text.Substring(last + 1))
            : (text.Substring(0, middle), text.Substring(middle + 1, last - middle - 1), text.Substring(last + 1));
    }

    private static (string Port, string Protocol) SplitProtocol(string container)
    {
        string[] parts = container.Split('/');
        return (parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : Protocols[0]);
    }

    private static bool TryRange(string text, out (int First, int Last) range)
    {
        int dash = text.IndexOf('-');
        range = default;
        return dash < 0
            ? TryPort(text, out range.First) && (range.Last = range.First) >= 0
            : TryPort(text.Substring(0, dash), out range.First) && TryPort(text.Substring(dash + 1), out range.Last) && range.Last >= range.First;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
