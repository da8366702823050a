namespace ContainerSecurity.Policies.Admission;

/// <summary>What the validations of a program came to.</summary>
internal sealed class ProgramOutcome
{
    public List<AdmissionViolation> Violations { get; } = [];

    public Dictionary<string, string> AuditAnnotations { get; } = new(StringComparer.Ordinal);

    /// <summary>The expressions that have no value here.</summary>
    public List<UndecidedExpression> Undecided { get; } = [];

    /// <summary>The first error.</summary>
    public string? Error { get; set; }

    public AdmissionVerdict Verdict =>
        Violations.Count > 0 ? AdmissionVerdict.Denied
            : Undecided.Count > 0 ? AdmissionVerdict.Unknown
            : AdmissionVerdict.Allowed;
}
