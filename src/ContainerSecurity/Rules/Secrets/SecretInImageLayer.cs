using ContainerSecurity.Resources.Images;
using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4008: no layer holds files of credentials, tokens or data, deleted ones included (CIS Docker 4.10, NIST SP 800-190 3.1.4).</summary>
internal sealed class SecretInImageLayer() : Rule(new("CSEC4008", "secret-in-image-layer", Severity.Critical,
    "Credential or data in a layer of an image",
    "Replace the credential, keep the file out with .dockerignore, and build again; a later RUN rm does not remove it.")
{
    PointsAtSecret = true,
    References = ["CIS Docker 4.10", "NIST SP 800-190 3.1.4"],
}), IJudges<Image>
{
    private const int MaxListed = 5;

    public void Judge(Image resource, RuleContext context)
    {
        foreach (LayerFile file in resource.Files)
            if (file.Kind != SensitiveFileKind.Ordinary || file.Secrets.Count > 0)
                context.Report(
                    resource.PlaceOf(file),
                    $"{file.Layer} holds '/{file.Path}'{Describe(file)}{(file.IsHidden ? ". A later layer hides it, but who has the image still reads it" : "")}. Allowed: mounts, or RUN --mount=type=secret.",
                    SeverityOf(file));
    }

    private static Severity SeverityOf(LayerFile file) => file.Secrets.Count > 0 ? Severity.Critical : file.Kind switch
    {
        SensitiveFileKind.EnvironmentFile => Severity.Low,
        SensitiveFileKind.SourceHistory => Severity.High,
        SensitiveFileKind.Database or SensitiveFileKind.DatabaseDump => Severity.Medium,
        _ => Severity.Critical,
    };

    private static string Describe(LayerFile file)
    {
        string kind = file.Kind switch
        {
            SensitiveFileKind.EnvironmentFile => ", the settings of one environment",
            SensitiveFileKind.SourceHistory => ", the history of the sources with everything that was ever in it",
            SensitiveFileKind.ClusterAccess => ", the credentials of a Kubernetes cluster",
            SensitiveFileKind.CloudCredential => ", the credentials of a cloud",
            SensitiveFileKind.SshKey => ", a private key of SSH",
            SensitiveFileKind.PackageCredential => ", the credentials of a package manager",
            SensitiveFileKind.RegistryCredential => ", the credentials of a registry",
            SensitiveFileKind.PasswordFile => ", passwords or their hashes",
            SensitiveFileKind.PrivateKey => ", a private key",
            SensitiveFileKind.KeyStore => ", a container of keys",
            SensitiveFileKind.Database => ", a database",
            SensitiveFileKind.DatabaseDump => ", the dump of a database",
            _ => "",
        };
        return kind
            + (file.Secrets.Count == 0
                ? ""
                : $", with {string.Join("; ", file.Secrets.Take(MaxListed).Select(Describe))}{(file.Secrets.Count > MaxListed ? $" and {file.Secrets.Count - MaxListed} more" : "")}");
    }

    private static string Describe(FileSecret secret) =>
        $"{secret.Secret.Service} ({secret.Secret.Pattern.Id}), {secret.Secret.Redacted}, in line {secret.Line}";
}
