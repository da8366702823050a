using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7010: namespaces enforce a level of Pod Security (CIS Kubernetes 5.2.1).</summary>
internal sealed class NamespaceWithoutPodSecurity() : Rule(new("CSEC7010", "namespace-without-pod-security", Severity.Medium,
    "Namespace without Pod Security",
    "Label it 'pod-security.kubernetes.io/enforce: restricted', or baseline.")
{
    References = ["CIS Kubernetes 5.2.1", "NIST SP 800-190 3.3.4"],
}), IJudges<Namespace>, ICelRule
{
    public void Judge(Namespace resource, RuleContext context)
    {
        Field<string> enforce = resource.PodSecurityEnforce;
        if (!resource.IsSystem && (enforce.IsMissing || enforce.Is(level => level is not ("baseline" or "restricted"))))
            context.Report(
                enforce,
                $"{resource} enforces {(enforce.IsMissing ? "no Pod Security level" : $"the Pod Security level '{enforce}'")}, so any pod is admitted. Allowed: baseline, restricted.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.Namespaces, "!(object.metadata.?labels[?'pod-security.kubernetes.io/enforce'].orValue('') in ['baseline', 'restricted'])")
        .Unless("object.metadata.?name.orValue('').startsWith('kube-')")
        .JudgingOnly("object.metadata.?labels[?'pod-security.kubernetes.io/enforce']");
}
