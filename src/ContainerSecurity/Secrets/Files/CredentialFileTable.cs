using static ContainerSecurity.Secrets.Files.CredentialUse;
using static ContainerSecurity.Secrets.Files.SensitiveFileKind;

namespace ContainerSecurity.Secrets.Files;

/// <summary>Every file that is known to hold credentials. This is the only list of them: rules, layers of images and exported policies all ask it.</summary>
internal static class CredentialFileTable
{
    private const CredentialUse Everywhere = Image | Build | Mount;

    /// <summary>The rows. Where several name a path, the first one counts.</summary>
    public static CredentialFile[] Rows { get; } =
    [
        new(SensitiveFileKind.EnvironmentFile, Image | Build, [".env", ".env.*", "*.env", ".envrc"]),
        new(SourceHistory, Image, [".git/HEAD"], "ref:", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        new(SourceHistory, Image, [".hg/requires", ".svn/wc.db"]),
        .. Clusters,
        .. Clouds,
        .. Keys,
        .. Packages,
        new(RegistryCredential, Everywhere, [".docker/config.json", ".dockercfg", "containers/auth.json", "kubelet/config.json"], "\"auth\"", "\"identitytoken\"", "\"password\""), // csec:allow-secret words
        new(RegistryCredential, Mount, [".docker/"]),
        .. Passwords,
    ];

    private static CredentialFile[] Clusters =>
    [
        new(ClusterAccess, Everywhere,
            [
                ".kube/config", "kubeconfig", "*.kubeconfig", "etc/kubernetes/admin.conf",
                "etc/kubernetes/super-admin.conf", "etc/kubernetes/kubelet.conf", "etc/rancher/k3s/k3s.yaml"
            ],
            "client-key-data:", "token:", "password:", "\"token\"", "\"client-key-data\"", "auth-provider:"), // csec:allow-secret words
        new(ClusterAccess, Build | Mount, [".kube/"]),
    ];

    private static CredentialFile[] Clouds =>
    [
        new(CloudCredential, Everywhere, [".aws/credentials", ".boto", ".s3cfg"], "aws_secret_access_key", "secret_key", "aws_session_token"), // csec:allow-secret words
        new(CloudCredential, Image, [".aws/config"], "aws_secret_access_key", "secret_key", "aws_session_token"), // csec:allow-secret words
        new(CloudCredential, Everywhere, [".passwd-s3fs", "etc/passwd-s3fs"], ":"),
        new(CloudCredential, Everywhere,
            [".config/gcloud/application_default_credentials.json", "application_default_credentials.json", "gcloud/legacy_credentials/adc.json"],
            "private_key", "refresh_token"), // csec:allow-secret words
        new(CloudCredential, Everywhere,
        [
            ".config/gcloud/credentials.db", ".config/gcloud/access_tokens.db", ".vault-token",
            ".azure/accessTokens.json", ".azure/msal_token_cache.json", ".azure/msal_token_cache.bin", ".azure/service_principal_entries.json",
        ]),
        new(CloudCredential, Everywhere, [".terraform.d/credentials.tfrc.json", ".terraformrc", "terraform.rc", ".config/doctl/config.yaml", ".bluemix/config.json"], "token"), // csec:allow-secret words
        new(CloudCredential, Everywhere, ["rclone.conf"], "pass =", "pass=", "token =", "token=", "secret_access_key"), // csec:allow-secret words
        // In a layer, their text is found by what it says.
        new(CloudCredential, Build, ["credentials.json", "service-account.json"]),
        new(CloudCredential, Build | Mount, [".aws/", ".azure/"]),
        new(CloudCredential, Build, [".config/gcloud/"]),
        new(CloudCredential, Mount, ["gcloud/"]),
    ];

    private static CredentialFile[] Keys =>
    [
        new(SshKey, Everywhere,
        [
            "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk", "*.ppk",
            "ssh_host_rsa_key", "ssh_host_dsa_key", "ssh_host_ecdsa_key", "ssh_host_ed25519_key",
        ], " PRIVATE KEY-----", "PuTTY-User-Key-File"),
        new(SshKey, Build | Mount, [".ssh/"]),
        new(KeyStore, Image | Build, [".gnupg/secring.gpg", ".gnupg/private-keys-v1.d/*.key"]),
        new(KeyStore, Build | Mount, [".gnupg/"]),
        new(KeyStore, Image | Build, ["*.p12", "*.pfx", "*.pkcs12", "*.jks", "*.keystore", "*.kdbx", "*.bcfks"]),
        // In a layer, their text is found by what it says.
        new(PrivateKey, Build, ["*.key", "*.pem"]),
    ];

    private static CredentialFile[] Packages =>
    [
        new(PackageCredential, Everywhere, [".npmrc"], "_authToken=", "_authToken =", "_auth=", "_auth =", "_password=", "_password ="), // csec:allow-secret words
        new(PackageCredential, Image, ["npmrc", ".yarnrc", ".yarnrc.yml"], "_authToken=", "_authToken =", "_auth=", "_auth =", "_password=", "_password =", "npmAuthToken:", "npmAuthIdent:"), // csec:allow-secret words
        new(PackageCredential, Everywhere, [".pypirc", ".m2/settings-security.xml"], "password:", "password=", "password =", "<password>", "<master>"), // csec:allow-secret words
        new(PackageCredential, Image, [".m2/settings.xml"], "<password>"), // csec:allow-secret words
        new(PackageCredential, Image, ["nuget.config", "NuGet.Config", "NuGet.config", "Nuget.Config"], "ClearTextPassword", "key=\"Password\"", "<apikeys>"), // csec:allow-secret words
        new(PackageCredential, Everywhere,
            [".cargo/credentials", ".cargo/credentials.toml", ".gem/credentials", ".composer/auth.json", "composer/auth.json", ".config/gh/hosts.yml"],
            "token", "api_key", "password", "http-basic", "bearer"), // csec:allow-secret words
        new(PackageCredential, Image, [".bundle/config", ".config/hub"], "token", "api_key", "password", "http-basic", "bearer", "__COM:", "__ORG:", "__IO:"), // csec:allow-secret words
    ];

    private static CredentialFile[] Passwords =>
    [
        new(PasswordFile, Everywhere, [".netrc", "_netrc", ".my.cnf"], "password"), // csec:allow-secret words
        new(PasswordFile, Everywhere, [".mylogin.cnf"]),
        new(PasswordFile, Everywhere, [".git-credentials", ".config/git/credentials"], "://"),
        new(PasswordFile, Everywhere, [".pgpass", "pgpass.conf"], ":"),
        new(PasswordFile, Image | Build, [".htpasswd", "htpasswd"], ":"),
        new(PasswordFile, Everywhere, ["etc/shadow", "etc/shadow-"], ":$"),
        new(PasswordFile, Build, ["secrets.yml", "secrets.yaml"]),
    ];
}
