namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>How far the API server has come with an object.</summary>
internal enum ObjectStage
{
    /// <summary>The object is there already.</summary>
    Stored,

    /// <summary>It shall be created; the API server's own admission has completed it, and mutating policies see it.</summary>
    Requested,

    /// <summary>It shall be created; it is named and numbered, and validating policies see it.</summary>
    Created,
}
