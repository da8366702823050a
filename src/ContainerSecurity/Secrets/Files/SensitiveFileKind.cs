namespace ContainerSecurity.Secrets.Files;

/// <summary>What a file holds, as far as it should not be in an image, nor be copied or mounted into one.</summary>
public enum SensitiveFileKind
{
    /// <summary>A file like any other.</summary>
    Ordinary,

    /// <summary>Settings of one environment, such as <c>.env</c>.</summary>
    EnvironmentFile,

    /// <summary>The history of the sources, such as <c>.git</c>.</summary>
    SourceHistory,

    /// <summary>Access to a Kubernetes cluster: a kubeconfig with credentials.</summary>
    ClusterAccess,

    /// <summary>Credentials of a cloud: of AWS, Google Cloud, Azure, Terraform and others.</summary>
    CloudCredential,

    /// <summary>A private key of SSH.</summary>
    SshKey,

    /// <summary>Credentials of a package manager, such as <c>.npmrc</c> with a token.</summary>
    PackageCredential,

    /// <summary>Credentials of a registry of images, such as <c>.docker/config.json</c>.</summary>
    RegistryCredential,

    /// <summary>Users with their passwords, or hashes of these: <c>.netrc</c>, <c>.pgpass</c>, <c>/etc/shadow</c>.</summary>
    PasswordFile,

    /// <summary>A private key as text.</summary>
    PrivateKey,

    /// <summary>A container of keys: PKCS#12, Java and KeePass.</summary>
    KeyStore,

    /// <summary>A database, told by its first bytes.</summary>
    Database,

    /// <summary>A dump of a database, told by its first bytes.</summary>
    DatabaseDump,
}
