using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>A finding after the policy has spoken.</summary>
/// <param name="Finding">What the rule found.</param>
/// <param name="Severity">The severity under the policy.</param>
/// <param name="Enforcement">What the finding does to the decision while it is active: as it is set for the rule or the policy, else by its severity.</param>
/// <param name="Waived">The reason of the waiver that covers it; null where none does.</param>
/// <param name="IsBaselined">Whether a baseline file knows the finding already.</param>
public sealed record PolicyFinding(Finding Finding, Severity Severity, Enforcement Enforcement, string? Waived, bool IsBaselined)
{
    /// <summary>The rules whose findings say the same fact less well and are folded into this one, by ID: see <see cref="Decision.Folded"/>.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>Where a secret came into the history of a repository, and whether it still stands; null for other findings.</summary>
    public SecretOrigin? Origin { get; init; }

    /// <summary>Whether the waiver that covers the finding stands beside what it waives, in a comment or an annotation, and not in the policy.</summary>
    public bool IsWaivedInSource { get; init; }

    /// <summary>Whether the finding counts: neither waived nor known before.</summary>
    public bool IsActive => Waived is null && !IsBaselined;

    /// <summary>Whether the finding denies: it is active and its enforcement is deny.</summary>
    public bool Denies => IsActive && Enforcement == Enforcement.Deny;

    /// <summary>Whether this finding counts, and is no milder than another one, so that it may stand for both.</summary>
    internal bool Outweighs(PolicyFinding other) => IsActive && Severity >= other.Severity && Enforcement >= other.Enforcement;

    /// <summary>
    /// A stable identification of the finding that survives moved lines: a hexadecimal hash of file, rule, resource,
    /// container, path and message.
    /// </summary>
    public string Fingerprint => FindingFingerprint.Of(Finding);
}
