using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5072: who talks to an API server checks that it is the one (NIST SP 800-190 3.3.2).</summary>
internal sealed class ServerCertificateUnchecked() : Rule(new("CSEC5072", "server-certificate-unchecked", Severity.High,
    "Certificate of an API server is not checked",
    "Give the authority that signed the certificate (certificate-authority-data, caBundle), and leave the check on.")
{
    IsKubernetesOnly = true,
    References = ["NIST SP 800-190 3.3.2"],
}), IJudges<KubernetesResource>
{
    public void Judge(KubernetesResource resource, RuleContext context)
    {
        if (resource.Kind == "Config" && !resource.Root.Node("clusters").IsMissing)
            foreach (NodeView cluster in resource.Root.Views("clusters").Items.Where(c => c.IsKnown).Select(c => c.Value))
                Judge(cluster["cluster"].Boolean("insecure-skip-tls-verify"), "clients of the cluster send their credentials", context);
        if (resource.Kind == "APIService")
            Judge(resource.Spec.Boolean("insecureSkipTLSVerify"), "the API server sends what its users ask", context);
    }

    private static void Judge(Field<bool> skips, string what, RuleContext context)
    {
        if (skips.Is(true))
            context.Report(skips, $"The certificate of the server is not checked: {what} to whoever answers in its place. Allowed: false.");
    }
}
