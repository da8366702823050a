namespace ContainerSecurity.Rules.Access;

/// <summary>Tells addresses of Docker daemons that anybody who reaches them may use.</summary>
internal static class DaemonAddress
{
    /// <summary>The variable that Docker's clients take the address from.</summary>
    public const string Variable = "DOCKER_HOST";

    /// <summary>The port that is TLS by convention.</summary>
    private const string TlsPort = ":2376";

    /// <summary>Whether an address is one of TCP without TLS.</summary>
    public static bool IsPlain(string address)
    {
        string text = address.Trim().TrimEnd('/');
        return (text.StartsWith("tcp://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            && !text.EndsWith(TlsPort, StringComparison.Ordinal);
    }
}
