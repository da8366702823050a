namespace ContainerSecurity.Audit;

/// <summary>One decision, as the audit log keeps it. Whoever makes one puts neither bodies nor secrets into it.</summary>
/// <param name="Time">When it was decided.</param>
/// <param name="Subject">Who asked.</param>
/// <param name="Action">What for, such as <c>container.create</c>.</param>
/// <param name="Object">On what; empty where it concerns no single object.</param>
/// <param name="Verdict">The decision.</param>
public sealed record AuditEntry(DateTimeOffset Time, string Subject, string Action, string Object, AuditVerdict Verdict)
{
    /// <summary>The team on whose behalf it was decided; empty for none.</summary>
    public string Team { get; init; } = "";

    /// <summary>Why, as a sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The rules that spoke, by ID.</summary>
    public IReadOnlyList<string> RuleIds { get; init; } = [];

    /// <summary>What the decision demands of who carries it out, such as a label to add.</summary>
    public IReadOnlyList<string> Obligations { get; init; } = [];

    /// <summary>How long the decision took.</summary>
    public TimeSpan Duration { get; init; }
}
