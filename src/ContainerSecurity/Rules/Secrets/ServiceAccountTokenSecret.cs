using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4013: tokens of service accounts have an end (NIST SP 800-190 3.3.2).</summary>
internal sealed class ServiceAccountTokenSecret() : Rule(new("CSEC4013", "service-account-token-secret", Severity.High,
    "Service account token that never expires",
    "Use a projected token, or 'kubectl create token' and the TokenRequest API.")
{
    References = ["NSA/CISA Kubernetes Hardening: Authentication and authorization", "NIST SP 800-190 3.3.2"],
}), IJudges<Secret>, ICelRule
{
    /// <summary>The type of Secret that the cluster fills with a token.</summary>
    internal const string Type = "kubernetes.io/service-account-token";

    public void Judge(Secret resource, RuleContext context)
    {
        if (resource.Type.Is(Type))
            context.Report(
                resource.Type,
                $"{resource} is filled with a token of the service account "
                    + $"'{resource.Annotations["kubernetes.io/service-account.name"].Or("")}' that never expires. Allowed: tokens from the TokenRequest API.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Objects(AdmissionResources.Secrets, $"object.?type.orValue('') == '{Type}'");
}
