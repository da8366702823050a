namespace ContainerSecurity.Resources.Images;

/// <summary>Files that hold credentials by their place and, where the place alone does not tell, by a word in their text.</summary>
/// <param name="Kind">What the file is.</param>
/// <param name="Words">Words of which the text must hold one, in any case; empty where the place tells enough.</param>
internal sealed record SensitiveFile(LayerFileKind Kind, params string[] Words)
{
    private static readonly string[] Templates = ["example", "sample", "template", "dist", "tmpl"];

    /// <summary>By the last parts of the path: <c>.aws/credentials</c> is <c>/root/.aws/credentials</c>.</summary>
    private static readonly Dictionary<string, List<(string Path, SensitiveFile File)>> ByName = [];

    private static readonly Dictionary<string, SensitiveFile> ByExtension = new(StringComparer.OrdinalIgnoreCase);

    private static readonly SensitiveFile Environment = new(LayerFileKind.EnvironmentFile);

    static SensitiveFile()
    {
        Add(LayerFileKind.SourceHistory, [".git/HEAD"], "ref:", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        Add(LayerFileKind.SourceHistory, [".hg/requires", ".svn/wc.db"]);
        Add(LayerFileKind.ClusterAccess, [".kube/config", "kubeconfig", "*.kubeconfig", "etc/kubernetes/admin.conf", "etc/kubernetes/super-admin.conf", "etc/kubernetes/kubelet.conf", "etc/rancher/k3s/k3s.yaml"], "client-key-data:", "token:", "password:", "\"token\"", "\"client-key-data\"", "auth-provider:"); // csec:allow-secret words
        Add(LayerFileKind.CloudCredential, [".aws/credentials", ".aws/config", ".boto", ".s3cfg"], "aws_secret_access_key", "secret_key", "aws_session_token"); // csec:allow-secret words
        Add(LayerFileKind.CloudCredential, [".passwd-s3fs", "etc/passwd-s3fs"], ":");
        Add(LayerFileKind.CloudCredential, [".config/gcloud/application_default_credentials.json", "application_default_credentials.json", "gcloud/legacy_credentials/adc.json"], "private_key", "refresh_token"); // csec:allow-secret words
        Add(LayerFileKind.CloudCredential, [".config/gcloud/credentials.db", ".config/gcloud/access_tokens.db", ".azure/accessTokens.json", ".azure/msal_token_cache.json", ".azure/msal_token_cache.bin", ".azure/service_principal_entries.json", ".vault-token"]);
        Add(LayerFileKind.CloudCredential, [".terraform.d/credentials.tfrc.json", ".terraformrc", "terraform.rc", ".config/doctl/config.yaml", ".bluemix/config.json"], "token"); // csec:allow-secret words
        Add(LayerFileKind.CloudCredential, ["rclone.conf"], "pass =", "pass=", "token =", "token=", "secret_access_key"); // csec:allow-secret words
        Add(LayerFileKind.SshKey, ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk", "ssh_host_rsa_key", "ssh_host_dsa_key", "ssh_host_ecdsa_key", "ssh_host_ed25519_key", "*.ppk"], " PRIVATE KEY-----", "PuTTY-User-Key-File"); // csec:allow-secret words
        Add(LayerFileKind.PackageCredential, [".npmrc", "npmrc", ".yarnrc", ".yarnrc.yml"], "_authToken=", "_authToken =", "_auth=", "_auth =", "_password=", "_password =", "npmAuthToken:", "npmAuthIdent:"); // csec:allow-secret words
        Add(LayerFileKind.PackageCredential, [".pypirc", ".m2/settings.xml", ".m2/settings-security.xml"], "password:", "password=", "password =", "<password>", "<master>"); // csec:allow-secret words
        Add(LayerFileKind.PackageCredential, ["nuget.config", "NuGet.Config", "NuGet.config", "Nuget.Config"], "ClearTextPassword", "key=\"Password\"", "<apikeys>"); // csec:allow-secret words
        Add(LayerFileKind.PackageCredential, [".cargo/credentials", ".cargo/credentials.toml", ".gem/credentials", ".composer/auth.json", "composer/auth.json", ".bundle/config", ".config/gh/hosts.yml", ".config/hub"], "token", "api_key", "password", "http-basic", "bearer", "__COM:", "__ORG:", "__IO:"); // csec:allow-secret words
        Add(LayerFileKind.RegistryCredential, [".docker/config.json", ".dockercfg", "containers/auth.json", "kubelet/config.json"], "\"auth\"", "\"identitytoken\"", "\"password\""); // csec:allow-secret words
        Add(LayerFileKind.PasswordFile, [".netrc", "_netrc", ".my.cnf", ".mylogin.cnf"], "password"); // csec:allow-secret words
        Add(LayerFileKind.PasswordFile, [".git-credentials", ".config/git/credentials"], "://");
        Add(LayerFileKind.PasswordFile, [".pgpass", "pgpass.conf", ".htpasswd", "htpasswd"], ":");
        Add(LayerFileKind.PasswordFile, ["etc/shadow", "etc/shadow-"], ":$");
        Add(LayerFileKind.KeyStore, ["*.p12", "*.pfx", "*.pkcs12", "*.jks", "*.keystore", "*.kdbx", "*.bcfks"]);
    }

    /// <summary>What a file at a path may be; null where it is a file like any other.</summary>
    public static SensitiveFile? At(string path)
    {
        string name = path.Substring(path.LastIndexOf('/') + 1);
        if (ByName.TryGetValue(name, out List<(string Path, SensitiveFile File)>? rows))
            foreach ((string known, SensitiveFile file) in rows)
                if (path.EndsWith(known, StringComparison.Ordinal) && (path.Length == known.Length || path[path.Length - known.Length - 1] == '/'))
                    return file;
        if (IsEnvironment(name))
            return Environment;
        int dot = name.LastIndexOf('.');
        return dot >= 0 && ByExtension.TryGetValue(name.Substring(dot), out SensitiveFile? byExtension) && !IsTrustStore(name) ? byExtension : null;
    }

    /// <summary>Whether the text of such a file is what its place says.</summary>
    public bool IsConfirmedBy(string text) => Words.Length == 0 || Array.Exists(Words, w => text.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Templates are there to be shown: <c>.env.example</c>.</summary>
    private static bool IsEnvironment(string name) =>
        (name == ".env" || name == ".envrc" || name.StartsWith(".env.", StringComparison.Ordinal) || (name.EndsWith(".env", StringComparison.Ordinal) && name.Length > ".env".Length))
        && !Array.Exists(Templates, t => name.IndexOf(t, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Stores of certificates that are trusted hold no keys.</summary>
    private static bool IsTrustStore(string name) =>
        name.IndexOf("trust", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("cacert", StringComparison.OrdinalIgnoreCase) >= 0;

    private static void Add(LayerFileKind kind, string[] paths, params string[] words)
    {
        var file = new SensitiveFile(kind, words);
        foreach (string path in paths)
        {
            if (path[0] == '*')
            {
                ByExtension.Add(path.Substring(1), file);
                continue;
            }
            string name = path.Substring(path.LastIndexOf('/') + 1);
            if (!ByName.TryGetValue(name, out List<(string, SensitiveFile)>? rows))
                ByName.Add(name, rows = []);
            rows.Add((path, file));
        }
    }
}
