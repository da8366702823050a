namespace ContainerSecurity.Docker.Access;

/// <summary>What a decision may demand of who carries it out. Who cannot fulfil a demand denies.</summary>
public enum DockerObligationKind
{
    /// <summary>The decision is kept in the audit log.</summary>
    Audit,

    /// <summary>The body gets a label. It is in <see cref="DockerAccessDecision.Body"/> already.</summary>
    AddLabel,

    /// <summary>The answer's list is narrowed to what <see cref="DockerAccessDecision.Visibility"/> sees.</summary>
    FilterBy,

    /// <summary>The query is narrowed to a label. It is in <see cref="DockerAccessDecision.Target"/> already.</summary>
    InjectLabelFilter,

    /// <summary>Names are replaced by full IDs. It is in <see cref="DockerAccessDecision.Target"/> and <see cref="DockerAccessDecision.Body"/>
    /// already.</summary>
    ReplaceReferences,

    /// <summary>What the answer tells of others is taken out.</summary>
    Redact,

    /// <summary>A volume is created with the owner label first, as the engine would make it without one.</summary>
    CreateVolume,

    /// <summary>The denial is answered as the engine answers for what is not there.</summary>
    AnswerNotFound,
}
