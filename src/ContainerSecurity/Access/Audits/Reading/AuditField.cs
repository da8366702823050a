namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>The fields of an event that are read.</summary>
internal enum AuditField
{
    Other,
    Kind,
    Id,
    Stage,
    Uri,
    Verb,
    User,
    Impersonated,
    Object,
    Status,
    Annotations,
    Time,
    Items,
}
