namespace ContainerSecurity.Audit;

/// <summary>What was decided.</summary>
public enum AuditVerdict
{
    /// <summary>It was allowed.</summary>
    Allow,

    /// <summary>It was denied.</summary>
    Deny,

    /// <summary>Nothing could be decided, and so it was denied.</summary>
    Error,
}
