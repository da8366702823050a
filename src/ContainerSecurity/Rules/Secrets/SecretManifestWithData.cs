using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4006: manifests of Secrets hold no values that anybody can read (CIS Kubernetes 5.4.2, NIST SP 800-190 3.1.4).</summary>
internal sealed class SecretManifestWithData() : Rule(new("CSEC4006", "secret-manifest-with-data", Severity.Medium,
    "Secret with its values in a manifest",
    "Encrypt the values (SealedSecret, SOPS), or let an ExternalSecret fetch them.")
{
    PointsAtSecret = true,
    References = ["CIS Kubernetes 5.4.2", "NIST SP 800-190 3.1.4"],
}), IJudges<Secret>
{
    public void Judge(Secret resource, RuleContext context)
    {
        if (!resource.Root.Node("sops").IsMissing || resource.Type.Is(ServiceAccountTokenSecret.Type))
            return;
        Judge(resource, resource.Data, "data, which is Base64 and no encryption", context);
        Judge(resource, resource.StringData, "stringData, which is plain text", context);
    }

    private static void Judge(Secret secret, FieldMap data, string where, RuleContext context)
    {
        string[] keys = [.. data.Entries.Select(e => e.Key).Where(k => data[k].Is(v => v.Trim().Length > 0 && !ValueReference.IsSubstituted(v)))];
        if (keys.Length > 0)
            context.Report(data, $"{secret} has the values of {string.Join(", ", keys.Select(k => $"'{k}'"))} in {where}.");
    }
}
