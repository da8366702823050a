using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7040: gateways listen by TLS, and have the certificates for it (NIST SP 800-190 3.3.3).</summary>
internal sealed class GatewayWithoutTls() : Rule(new("CSEC7040", "gateway-without-tls", Severity.Medium,
    "Gateway listens without TLS",
    "Add a listener of protocol HTTPS with 'tls.certificateRefs'; keep HTTP for the redirect to it.")
{
    References = ["NIST SP 800-190 3.3.3"],
}), IJudges<Gateway>, ICelRule
{
    public void Judge(Gateway resource, RuleContext context)
    {
        IReadOnlyList<NodeView> listeners = [.. resource.Listeners.Items.Where(l => l.IsKnown).Select(l => l.Value)];
        bool mayListenByTls = resource.Listeners.IsOpen || listeners.Any(l => !l.Text("protocol").Is(p => p is "HTTP" or "TCP" or "UDP"));
        foreach (NodeView listener in listeners)
        {
            Field<string> protocol = listener.Text("protocol");
            if (protocol.Is("HTTP") && !mayListenByTls)
                context.Report(
                    protocol,
                    $"{resource} listens by HTTP alone: passwords and cookies travel in the clear. Allowed: a listener of protocol HTTPS beside it.");
            else if (!resource.MayHaveCloudCertificates && IsWithoutCertificate(listener, protocol))
                context.Report(
                    protocol,
                    $"{resource} listens by {protocol} and has no certificate to answer with. Allowed: tls.certificateRefs, or tls.mode Passthrough.");
        }
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.Gateways, """
            (variables.listeners.exists(l, l.?protocol.orValue('') == 'HTTP') &&
              variables.listeners.all(l, l.?protocol.orValue('') in ['HTTP', 'TCP', 'UDP'])) ||
            (!variables.cloud && variables.listeners.exists(l,
              l.?protocol.orValue('') in ['HTTPS', 'TLS'] && l.?tls.?mode.orValue('Terminate') == 'Terminate' &&
              l.?tls.?certificateRefs.orValue([]).size() == 0 && l.?tls.?options.orValue({}).size() == 0))
            """)
        .With("listeners", "object.?spec.?listeners.orValue([])")
        .With("cloud", "'networking.gke.io/certmap' in object.metadata.?annotations.orValue({})")
        .JudgingAnnotations("k == 'networking.gke.io/certmap'");

    private static bool IsWithoutCertificate(NodeView listener, Field<string> protocol) =>
        protocol.Is(p => p is "HTTPS" or "TLS")
        && listener["tls"] is var tls
        && (tls.Text("mode").IsMissing || tls.Text("mode").Is("Terminate"))
        && tls.Views("certificateRefs") is { IsOpen: false, Items.Count: 0 }
        && tls.Map("options").IsEmpty;
}
