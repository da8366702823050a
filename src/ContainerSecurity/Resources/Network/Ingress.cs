using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Network;

/// <summary>An Ingress of Kubernetes.</summary>
/// <param name="root">The whole object.</param>
public sealed class Ingress(NodeView root) : KubernetesResource(root)
{
    /// <summary>Annotations that give the load balancer of a cloud a certificate.</summary>
    internal static readonly string[] CloudCertificates =
    [
        "alb.ingress.kubernetes.io/certificate-arn", "networking.gke.io/managed-certificates",
        "ingress.gcp.kubernetes.io/pre-shared-cert", "appgw.ingress.kubernetes.io/appgw-ssl-certificate",
    ];

    /// <summary>The hosts of the rules; a missing or empty one is every host, <c>*.example.com</c> every host one label below.</summary>
    public IReadOnlyList<Field<string>> Hosts => [.. Spec.Views("rules").Items.Where(r => r.IsKnown).Select(r => r.Value.Text("host"))];

    /// <summary>The paths of all rules that are known.</summary>
    public IEnumerable<IngressRoute> Routes => Spec.Views("rules").Items.Where(r => r.IsKnown).SelectMany(r => IngressRoute.Of(r.Value));

    /// <summary>The same as they are written.</summary>
    internal IEnumerable<Field<string>> Paths => Routes.Select(r => r.Path);

    /// <summary>Where traffic goes: by the paths of the rules, and all that no rule takes.</summary>
    public IEnumerable<IngressBackend> Backends =>
        [.. Routes.Select(r => r.Backend), IngressBackend.Read(Spec["defaultBackend"]), IngressBackend.Read(Spec["backend"])];

    /// <summary>The class, by its field or by the annotation that was there before it.</summary>
    public Field<string> Class => Spec.Text("ingressClassName").Else(Annotations["kubernetes.io/ingress.class"]);

    /// <summary>Whether there surely are no rules: the default backend gets the traffic of every host.</summary>
    public bool IsWithoutRules => Spec.Views("rules") is { IsOpen: false, Items.Count: 0 };

    /// <summary>
    /// The annotations by which the Ingress writes into the configuration of nginx: those of ingress-nginx that end in
    /// <c>-snippet</c>, of the F5 controller in <c>-snippets</c>.
    /// </summary>
    public IEnumerable<string> Snippets => Annotations.Entries.Select(e => e.Key).Where(key =>
        (key.StartsWith("nginx.ingress.kubernetes.io/", StringComparison.Ordinal) && key.EndsWith("-snippet", StringComparison.Ordinal))
        || (key.StartsWith("nginx.org/", StringComparison.Ordinal) && key.EndsWith("-snippets", StringComparison.Ordinal)));

    /// <summary>
    /// Whether traffic of a host surely goes without TLS: no entry of <c>tls</c> covers it, and no annotation gives a
    /// cloud's load balancer a certificate. An entry without hosts covers all.
    /// </summary>
    /// <param name="host">The host; empty for every host.</param>
    public bool IsWithoutTls(string host)
    {
        FieldList<NodeView> entries = Spec.Views("tls");
        return !entries.IsOpen
            && !Annotations.IsOpen
            && Array.TrueForAll(CloudCertificates, c => Annotations[c].IsMissing)
            && !entries.Items.Any(e => Covers(e.Value.TextList("hosts"), host ?? ""));
    }

    private static bool Covers(FieldList<string> hosts, string host) =>
        hosts.IsOpen || hosts.Items.Count == 0 || hosts.Items.Any(h => h.Value == host || IsOneLabelBelow(h.Value, host));

    private static bool IsOneLabelBelow(string wildcard, string host) =>
        wildcard.StartsWith("*.", StringComparison.Ordinal)
        && host.IndexOf('.') is var dot && dot > 0
        && host.Substring(dot) == wildcard.Substring(1);

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
