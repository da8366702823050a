using ContainerSecurity.Documents;
using ContainerSecurity.Resources.ControlPlane;

namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5065: Secrets are encrypted in the store (CIS Kubernetes 1.2.27 and 1.2.28).</summary>
internal sealed class SecretsNotEncryptedAtRest() : ControlPlaneRule(new("CSEC5065", "secrets-not-encrypted-at-rest", Severity.Medium,
    "Secrets are stored without encryption",
    "Set --encryption-provider-config, and write Secrets with kms, secretbox or aescbc as the first provider.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5065", Providers, "NIST SP 800-190 3.1.4"),
    IsBySection = true,
}), IJudges<EncryptionConfiguration>
{
    private const string Providers = "CIS Kubernetes 1.2.28";
    private const string Allowed = "Allowed: kms, secretbox or aescbc as the first provider";

    public void Judge(EncryptionConfiguration configuration, RuleContext context)
    {
        Field<string> provider = configuration.WritesSecretsWith;
        if (provider.IsUnknown)
            return;
        context.MarkJudged(Providers);
        if (provider.IsMissing)
            context.ReportOfSections(provider, $"The configuration names no provider for Secrets, so they are stored as they are. {Allowed}.", [Providers]);
        else if (provider.Is("identity"))
            context.ReportOfSections(provider, $"Secrets are written by the provider '{provider}', which stores them as they are. {Allowed}.", [Providers]);
        else if (provider.Is(p => p is not ("kms" or "secretbox" or "aescbc")))
            context.ReportOfSections(
                provider,
                $"Secrets are written by the provider '{provider}', which is safe only while its keys change often. {Allowed}.",
                [Providers],
                Severity.Low);
    }
}
