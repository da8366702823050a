using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4006: manifests of Secrets hold no values that anybody can read (CIS Kubernetes 5.4.2, NIST SP 800-190 3.1.4).</summary>
internal sealed class SecretManifestWithData() : Rule(new(Id, "secret-manifest-with-data", Severity.Medium,
    "Secret with its values in a manifest",
    "Encrypt the values (SealedSecret, SOPS), or let an ExternalSecret fetch them.")
{
    PointsAtSecret = true,
    References = ["CIS Kubernetes 5.4.2", "NIST SP 800-190 3.1.4"],
}), IJudges<Secret>
{
    /// <summary>The rule's ID.</summary>
    internal const string Id = "CSEC4006";

    public void Judge(Secret resource, RuleContext context) => context.ReportCredentials(resource);

    /// <summary>The values of a Secret.</summary>
    internal static IEnumerable<NamedCredential> In(Secret secret) =>
        !secret.Root.Node("sops").IsMissing || secret.Type.Is(ServiceAccountTokenSecret.Type)
            ? []
            : In(secret, secret.Data, "data, which is Base64 and no encryption")
                .Concat(In(secret, secret.StringData, "stringData, which is plain text"));

    private static IEnumerable<NamedCredential> In(Secret secret, FieldMap data, string where) =>
        data.Entries
            .Where(e => data[e.Key].Is(v => v.Trim().Length > 0 && !ValueReference.IsSubstituted(v)))
            .Select(e => new NamedCredential(Id, secret, secret, data[e.Key].Location, data[e.Key].Value)
            {
                Name = $"'{e.Key}'",
                Said = names => $"{secret} has the values of {names} in {where}.",
                Group = data.Location,
                IsWhole = true,
                IsInItsPlace = true,
            });
}
