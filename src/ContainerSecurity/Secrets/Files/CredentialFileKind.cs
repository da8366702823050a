namespace ContainerSecurity.Secrets.Files;

/// <summary>What a file of credentials opens.</summary>
internal enum CredentialFileKind
{
    /// <summary>The settings of one environment, such as <c>.env</c>.</summary>
    EnvironmentFile,

    /// <summary>The history of the sources, such as <c>.git</c>.</summary>
    SourceHistory,

    /// <summary>Access to a Kubernetes cluster.</summary>
    ClusterAccess,

    /// <summary>Credentials of a cloud, or of a tool that speaks to one.</summary>
    CloudCredential,

    /// <summary>A private key of SSH.</summary>
    SshKey,

    /// <summary>Credentials of a package manager.</summary>
    PackageCredential,

    /// <summary>Credentials of a registry of images.</summary>
    RegistryCredential,

    /// <summary>Passwords, or hashes of these.</summary>
    PasswordFile,

    /// <summary>A container of keys.</summary>
    KeyStore,

    /// <summary>A private key as text.</summary>
    PrivateKey,
}
