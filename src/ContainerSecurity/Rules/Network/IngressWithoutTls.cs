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
                context.Report(host, $"Ingress '{resource.Name}' serves {(host.Or("").Length > 0 ? $"'{host}'" : "every host")} without TLS: passwords and cookies travel in the clear. Allowed: an entry of spec.tls that covers the host.");
        if (resource.IsWithoutRules && resource.IsWithoutTls(""))
            context.Report(resource, $"Ingress '{resource.Name}' serves every host without TLS. Allowed: an entry of spec.tls.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.Ingresses, """
            variables.hosts.exists(host, !object.?spec.?tls.orValue([]).exists(t, t.?hosts.orValue([]).size() == 0 ||
              t.hosts.exists(h, h == host || (h.startsWith('*.') && !host.startsWith('.') && host.find('[.].*$') == h.substring(1)))))
            """)
        .With("hosts", "object.?spec.?rules.orValue([]).size() == 0 ? [''] : object.spec.rules.map(r, r.?host.orValue(''))")
        .With("cloudCertificates", Ingress.CloudCertificates)
        .Unless("object.metadata.?annotations.orValue({}).exists(k, k in variables.cloudCertificates)");
}
