namespace ContainerSecurity.SupplyChain.Vex;

/// <summary>What somebody says of one vulnerability in products.</summary>
/// <param name="Vulnerability">The identifier, such as <c>CVE-2024-1234</c>.</param>
/// <param name="Status">What is said.</param>
/// <param name="Products">What it is said of.</param>
public sealed record VexStatement(string Vulnerability, VexStatus Status, IReadOnlyList<VexProduct> Products)
{
    /// <summary>Other identifiers of the same vulnerability.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Why the product is not affected, in the words of the format; null where it is not said.</summary>
    public string? Justification { get; init; }

    /// <summary>What is said in sentences: the impact, or what to do; null for nothing.</summary>
    public string? Explanation { get; init; }

    /// <summary>Since when it holds; null where nothing says it, which is older than any time.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Who says it; null where that is not said.</summary>
    public string? Author { get; init; }

    /// <summary>The document that holds it, by its path; null where it was made here.</summary>
    public string? Source { get; init; }

    /// <summary>Whether a vulnerability that this is said of counts no more.</summary>
    public bool Settles => Status is VexStatus.NotAffected or VexStatus.Fixed;
}
