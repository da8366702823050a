using System.Globalization;
using ContainerSecurity.Audit;

namespace ContainerSecurity.Docker.Access;

/// <summary>Whether a request is allowed, why, and what is demanded of who carries the decision out.</summary>
public sealed record DockerAccessDecision
{
    /// <summary>Whether it is allowed.</summary>
    public required bool IsAllowed { get; init; }

    /// <summary>Why, with all that is known. It may name other teams, and is for the audit log.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, as the client may know it.</summary>
    public required string ClientMessage { get; init; }

    /// <summary>Whether nothing could be decided: the request is not understood, or something it needs is not known. It is denied then.</summary>
    public bool IsError { get; init; }

    /// <summary>The grant that allows it; of a denied configuration, the one whose rules denied. Null for none.</summary>
    public DockerGrant? Grant { get; init; }

    /// <summary>The role that holds the permission: the grant's, or one that it includes.</summary>
    public string? Role { get; init; }

    /// <summary>The permission's pattern that holds the action.</summary>
    public string? Permission { get; init; }

    /// <summary>The scope that holds the object.</summary>
    public DockerScope? Scope { get; init; }

    /// <summary>The team that owns the object, or will; null for none.</summary>
    public string? Team { get; init; }

    /// <summary>Of a denial, the subject's grants that come near.</summary>
    public IReadOnlyList<DockerNearMiss> NearestMisses { get; init; } = [];

    /// <summary>The rules that spoke against the configuration, by ID.</summary>
    public IReadOnlyList<string> RuleIds { get; init; } = [];

    /// <summary>What is demanded. Who cannot fulfil all of it denies: see <see cref="FulfilledBy"/>.</summary>
    public IReadOnlyList<DockerObligation> Obligations { get; init; } = [];

    /// <summary>The target to send; null on a denial, and for a decision about an action alone.</summary>
    public string? Target { get; init; }

    /// <summary>The body to send in the place of the client's; null where the endpoint's body is not judged.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>What the subject sees, where the answer must be filtered or redacted by it.</summary>
    public DockerVisibility? Visibility { get; init; }

    /// <summary>Returns whether an obligation of a kind is demanded.</summary>
    public bool Demands(DockerObligationKind kind) => Obligations.Any(o => o.Kind == kind);

    /// <summary>The same decision for who can fulfil only some obligations; a denial where another is demanded.</summary>
    public DockerAccessDecision FulfilledBy(params ReadOnlySpan<DockerObligationKind> kinds)
    {
        if (!IsAllowed)
            return this;
        foreach (DockerObligation obligation in Obligations)
            if (!kinds.Contains(obligation.Kind))
                return this with
                {
                    IsAllowed = false,
                    Reason = $"It would be allowed, but only with '{obligation}', which cannot be done here. {Reason}",
                    ClientMessage = "This needs the proxy of the Docker host; it is not served here.",
                    Target = null,
                    Body = null,
                    Visibility = null,
                };
        return this;
    }

    /// <summary>The decision as an entry of the audit log.</summary>
    /// <param name="subject">Who asked.</param>
    /// <param name="action">What for: the action, or what could not be read as one.</param>
    /// <param name="target">The object as the request named it; empty for none.</param>
    /// <param name="time">When it was decided.</param>
    /// <param name="duration">How long it took.</param>
    public AuditEntry ToAuditEntry(DockerSubject subject, string action, string target, DateTimeOffset time, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return new(time, subject.Name, action, target, IsError ? AuditVerdict.Error : IsAllowed ? AuditVerdict.Allow : AuditVerdict.Deny)
        {
            Team = Team ?? "",
            Reason = Reason,
            RuleIds = RuleIds,
            Obligations = [.. Obligations.Select(o => o.ToString())],
            Duration = duration,
        };
    }

    /// <summary>The verdict and its reason, as a sentence.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsAllowed ? "allowed" : "denied")}: {Reason}");
}
