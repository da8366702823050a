using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7009: ingresses write no configuration of nginx (CVE-2021-25742), and no controller runs that takes it from anyone (CVE-2025-1974).</summary>
internal sealed class IngressSnippetAnnotation() : Rule(new("CSEC7009", "ingress-snippet-annotation", Severity.High,
    "Writes configuration of ingress-nginx, or runs a version known to be open",
    "Remove the snippet; run ingress-nginx 1.11.5, 1.12.1 or later.")
{
    IsKubernetesOnly = true,
    References = ["CVE-2021-25742", "CVE-2025-1974", "NIST SP 800-190 3.1.1"],
}), IJudges<Ingress>, IJudges<ImageUse>, ICelRule
{
    public void Judge(Ingress ingress, RuleContext context)
    {
        foreach (string snippet in ingress.Snippets)
            context.Report(
                ingress.Annotations[snippet],
                $"{ingress} puts text of its own into the configuration of nginx ({snippet}), by which it can read "
                    + $"the controller's Secrets. Allowed: the annotations that are no snippets.");
    }

    public void Judge(ImageUse image, RuleContext context)
    {
        if (context.Resource is Workload && image.Reference is { } reference && IngressNginx.IsController(reference) && IsOpen(reference.Tag))
            context.Report(
                image,
                $"{image}, a version of ingress-nginx in which any pod of the cluster can run code (CVE-2025-1974). Allowed: 1.11.5, 1.12.1 or later.");
    }

    private static bool IsOpen(string? tag) =>
        Version.TryParse((tag ?? "").TrimStart('v').Split('-')[0], out Version? version)
        && (version < new Version(1, 11, 5) || version == new Version(1, 12, 0));

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects([.. AdmissionResources.Ingresses, .. AdmissionResources.Workloads], """
            object.kind == 'Ingress' && object.metadata.?annotations.orValue({}).exists(k, k.matches('^nginx[.]ingress[.]kubernetes[.]io/.*-snippet$|^nginx[.]org/.*-snippets$'))
            """)
        .And(CelItems.Images, """
            i.full.matches('(ingress-nginx/controller|ingress-nginx/controller-chroot|/nginx-ingress-controller):v*(0[.][0-9]+([.][0-9]+){0,2}|1[.]([0-9]|10)([.][0-9]+){0,2}|1[.]11([.][0-4]([.][0-9]+)?)?|1[.]12[.]0)(-[^@]*)?@')
            """)
        .JudgingAnnotations("k.endsWith('-snippet') || k.endsWith('-snippets')");
}
