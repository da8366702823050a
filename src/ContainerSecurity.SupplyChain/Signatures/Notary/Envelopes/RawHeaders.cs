namespace ContainerSecurity.SupplyChain.Signatures.Notary.Envelopes;

/// <summary>The signed headers as an envelope writes them, in the words that JWS uses.</summary>
internal sealed class RawHeaders
{
    public string? Algorithm { get; set; }

    public string? ContentType { get; set; }

    public string? Scheme { get; set; }

    public string? Plugin { get; set; }

    public DateTimeOffset? Time { get; set; }

    public DateTimeOffset? AuthenticTime { get; set; }

    public DateTimeOffset? Expiry { get; set; }

    /// <summary>The headers that must be understood.</summary>
    public List<string> Critical { get; } = [];

    /// <summary>The names of all headers that may be critical.</summary>
    public HashSet<string> Names { get; } = [];
}
