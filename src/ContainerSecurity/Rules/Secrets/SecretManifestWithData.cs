using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4006: manifests of Secrets hold no values that anybody can read (CIS Kubernetes 5.4.2, NIST SP 800-190 3.1.4).</summary>
public sealed class SecretManifestWithData() : KindRule(new("CSEC4006", "secret-manifest-with-data", Severity.Medium,
    "Secret with its values in a manifest",
    "Encrypt the values (SealedSecret, SOPS), or let an ExternalSecret fetch them.")
{
    References = ["CIS Kubernetes 5.4.2", "NIST SP 800-190 3.1.4"],
}, "Secret")
{
    /// <inheritdoc/>
    protected override void Evaluate(KubernetesResource resource, RuleContext context)
    {
        if (!resource.ApiVersion.Is("v1") || !resource.Root.Node("sops").IsMissing || resource.Root.Text("type").Is(ServiceAccountTokenSecret.Type))
            return;
        foreach (string field in new[] { "data", "stringData" })
        {
            FieldMap data = resource.Root.Map(field);
            string[] keys = [.. data.Entries.Select(e => e.Key).Where(k => data[k].Is(v => v.Trim().Length > 0 && !CredentialValue.IsSubstituted(v)))];
            if (keys.Length > 0)
                context.Report(data, $"Secret '{resource.Name}' has the values of {string.Join(", ", keys.Select(k => $"'{k}'"))} in {field}, which is {(field == "data" ? "Base64 and no encryption" : "plain text")}.");
        }
    }
}
