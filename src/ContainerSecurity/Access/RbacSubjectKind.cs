namespace ContainerSecurity.Access;

/// <summary>What a binding may name.</summary>
public enum RbacSubjectKind
{
    /// <summary>A kind that the API server does not know, so nobody.</summary>
    Other,

    /// <summary>A user, by name.</summary>
    User,

    /// <summary>A group, by name.</summary>
    Group,

    /// <summary>A service account.</summary>
    ServiceAccount,
}
