namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>How a field of a container's configuration is judged.</summary>
[Flags]
internal enum DockerFieldVerdict
{
    /// <summary>It reaches nothing beyond the container, and is never refused.</summary>
    Free = 0,

    /// <summary>It carries the owner label.</summary>
    Owner = 1,

    /// <summary>It names an object that must be the subject's own.</summary>
    Reference = 2,

    /// <summary>The rules of the grant's policy judge it.</summary>
    Policy = 4,

    /// <summary>Values that reach beyond the container are refused, unless the grant's rules name the field.</summary>
    Guarded = 8,

    /// <summary>It counts towards the team's limits.</summary>
    Limit = 16,
}
