namespace ContainerSecurity.Policies.Admission;

/// <summary>What the validations of a program came to.</summary>
internal sealed class ProgramOutcome
{
    public List<AdmissionViolation> Violations { get; } = [];

    public Dictionary<string, string> AuditAnnotations { get; } = new(StringComparer.Ordinal);

    /// <summary>What is not known and was needed.</summary>
    public string? Unknown { get; set; }

    /// <summary>The first error.</summary>
    public string? Error { get; set; }

    public AdmissionVerdict Verdict => Violations.Count > 0 ? AdmissionVerdict.Denied : Unknown is not null ? AdmissionVerdict.Unknown : AdmissionVerdict.Allowed;
}
