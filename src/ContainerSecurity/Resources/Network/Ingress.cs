using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Network;

/// <summary>An Ingress of Kubernetes.</summary>
/// <param name="root">The whole object.</param>
public sealed class Ingress(NodeView root) : KubernetesResource(root)
{
    /// <summary>The hosts of the rules; a missing or empty one is every host, <c>*.example.com</c> every host one label below.</summary>
    public IReadOnlyList<Field<string>> Hosts => [.. Spec.Views("rules").Items.Where(r => r.IsKnown).Select(r => r.Value.Text("host"))];

    /// <summary>Whether traffic of a host surely goes without TLS: no entry of <c>tls</c> covers it. An entry without hosts covers all.</summary>
    /// <param name="host">The host; empty for every host.</param>
    public bool IsWithoutTls(string host)
    {
        FieldList<NodeView> entries = Spec.Views("tls");
        return !entries.IsOpen && !entries.Items.Any(e => Covers(e.Value.TextList("hosts"), host ?? ""));
    }

    private static bool Covers(FieldList<string> hosts, string host) =>
        hosts.IsOpen || hosts.Items.Count == 0 || hosts.Items.Any(h => h.Value == host || IsOneLabelBelow(h.Value, host));

    private static bool IsOneLabelBelow(string wildcard, string host) =>
        wildcard.StartsWith("*.", StringComparison.Ordinal)
        && host.IndexOf('.') is var dot && dot > 0
        && host.Substring(dot) == wildcard.Substring(1);
}
