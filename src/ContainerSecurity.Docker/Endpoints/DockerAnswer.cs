namespace ContainerSecurity.Docker.Endpoints;

/// <summary>What an endpoint asks of who stands before the engine.</summary>
public enum DockerAnswer
{
    /// <summary>The request and its answer pass as they are.</summary>
    Pass,

    /// <summary>The answer is a list, of which a subject sees its own.</summary>
    FilterList,

    /// <summary>An object that the subject does not see is answered as one that is not there.</summary>
    Hide,

    /// <summary>As <see cref="Hide"/>, and the answer names objects of others.</summary>
    HideAndRedact,

    /// <summary>The answer tells of the whole host.</summary>
    Redact,

    /// <summary>The request works on what its filters name, and must name the subject's own.</summary>
    InjectFilter,

    /// <summary>The body decides what happens.</summary>
    CheckBody,

    /// <summary>The query decides what happens.</summary>
    CheckQuery,

    /// <summary>Equal to being root on the host: only for a grant over everything.</summary>
    AdministratorsOnly,
}
