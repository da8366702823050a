namespace ContainerSecurity.Docker.Endpoints;

/// <summary>The least of the four built-in roles that may use an endpoint.</summary>
public enum DockerAccessLevel
{
    /// <summary>Lists, inspects, reads logs.</summary>
    View,

    /// <summary>Creates, starts and stops containers, and pulls images.</summary>
    Restricted,

    /// <summary>Everything a team does with what is its own.</summary>
    Full,

    /// <summary>What equals being root on the host.</summary>
    Admin,
}
