namespace ContainerSecurity.Access.Paths;

/// <summary>How bad a path is: where it leads, and who can take it.</summary>
public enum EscalationRisk
{
    /// <summary>A user, group or account that no workload mounts becomes root on a node.</summary>
    Medium,

    /// <summary>Such a one becomes administrator, or a mounted service account root on a node.</summary>
    High,

    /// <summary>A mounted service account becomes administrator; or anybody, or all accounts, get anywhere.</summary>
    Critical,
}
