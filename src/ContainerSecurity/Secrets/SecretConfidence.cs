namespace ContainerSecurity.Secrets;

/// <summary>How sure it is that a finding is a secret, the surest last.</summary>
public enum SecretConfidence
{
    /// <summary>The name and the look of the value speak for it.</summary>
    Contextual,

    /// <summary>The value has a known service's format.</summary>
    KnownFormat,

    /// <summary>The value has a known service's format, and its checksum or its decoded content is right.</summary>
    VerifiedStructure,
}
