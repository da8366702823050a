using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7007: every host of an ingress is served over TLS (NIST SP 800-190 3.3.3).</summary>
internal sealed class IngressWithoutTls() : Rule(new("CSEC7007", "ingress-without-tls", Severity.Medium,
    "Ingress serves a host without TLS",
    "Add the host to an entry of 'spec.tls' with the Secret of its certificate.")
{
    References = ["NIST SP 800-190 3.3.3"],
}), IJudges<Ingress>, ICelRule
{
    public void Judge(Ingress resource, RuleContext context)
    {
        foreach (Field<string> host in resource.Hosts)
            if (!host.IsUnknown && resource.IsWithoutTls(host.Or("")))
                context.Report(
                    host,
                    $"{resource} serves {(host.Or("").Length > 0 ? $"'{host}'" : "every host")} without TLS: "
                        + $"passwords and cookies travel in the clear. Allowed: an entry of spec.tls that covers the host.");
        if (resource.IsWithoutRules && resource.IsWithoutTls(""))
            context.Report(resource, $"{resource} serves every host without TLS. Allowed: an entry of spec.tls.");
    }

    // Each expression goes through the hosts once: API servers bound what an expression costs.
    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.Ingresses, """
            !variables.coversEveryHost && variables.hosts.exists(host, !(host in variables.coveredHosts) &&
              (host.startsWith('.') || !(host.find('[.].*$') in variables.coveredDomains)))
            """)
        .With("hosts", "object.?spec.?rules.orValue([]).size() == 0 ? [''] : object.spec.rules.map(r, string(r.?host.orValue('')))")
        .With("coversEveryHost", "object.?spec.?tls.orValue([]).exists(t, t.?hosts.orValue([]).size() == 0)")
        .With("coveredHosts", "object.?spec.?tls.orValue([]).map(t, t.?hosts.orValue([]).join(' ')).join(' ').split(' ').filter(h, h != '')")
        .With("coveredDomains", "variables.coveredHosts.filter(h, h.startsWith('*.')).map(h, h.substring(1))")
        .With("cloudCertificates", Ingress.CloudCertificates)
        .Unless("object.metadata.?annotations.orValue({}).exists(k, k in variables.cloudCertificates)")
        .JudgingAnnotations($"k in {CelText.List(Ingress.CloudCertificates)}");
}
