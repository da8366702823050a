namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>What became of a request at a stage.</summary>
internal enum AuditOutcome
{
    /// <summary>It has only arrived.</summary>
    Open,

    /// <summary>The authorizer allowed it.</summary>
    Allowed,

    /// <summary>The authorizer, or authentication before it, denied it.</summary>
    Denied,

    /// <summary>It ended before it was decided, or nobody wrote how.</summary>
    Unknown,
}
