namespace ContainerSecurity.Access;

/// <summary>What RBAC says to a request.</summary>
public enum RbacVerdict
{
    /// <summary>Nothing allows it, so it is denied.</summary>
    Denied,

    /// <summary>A binding allows it.</summary>
    Allowed,

    /// <summary>Nothing that is known allows it, and something that is not known may.</summary>
    Unknown,
}
