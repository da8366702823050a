namespace ContainerSecurity.Rules.Access;

/// <summary>Tells addresses of Docker daemons that anybody who reaches them may use.</summary>
internal static class DaemonAddress
{
    /// <summary>The variable that Docker's clients take the address from.</summary>
    public const string Variable = "DOCKER_HOST";

    /// <summary>The port that is TLS by convention.</summary>
    private const string TlsPort = ":2376";

    private static readonly string[] TcpSchemes = ["tcp://", "http://", "https://"];

    /// <summary>Whether an address is one of TCP without TLS.</summary>
    public static bool IsPlain(string address)
    {
        string text = address.Trim().TrimEnd('/');
        return (text.StartsWith("tcp://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            && !text.EndsWith(TlsPort, StringComparison.Ordinal);
    }

    /// <summary>Whether an address is one of TCP, with or without TLS.</summary>
    public static bool IsTcp(string address) => TcpSchemes.Any(s => address.Trim().StartsWith(s, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an engine's warning is that anybody who reaches it may use it.</summary>
    public static bool IsWarning(string warning) =>
        warning.IndexOf("API is accessible on", StringComparison.Ordinal) >= 0 || warning.IndexOf("insecure without TLS", StringComparison.Ordinal) >= 0;
}
