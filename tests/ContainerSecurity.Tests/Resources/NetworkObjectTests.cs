using ContainerSecurity.Resources.Network;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Resources;

public class NetworkObjectTests
{
    private static TResource Read<TResource>(string version, string kind, string spec, string annotations = "") =>
        (TResource)(object)new Manifest(
            $"{{apiVersion: {version}, kind: {kind}, metadata: {{name: web, annotations: {{{annotations}}}}}, spec: {{{spec}}}}}").Resources().Single();

    private static NetworkPolicy Policy(string spec) => Read<NetworkPolicy>("networking.k8s.io/v1", "NetworkPolicy", spec);

    private static Ingress Ingress(string spec) => Read<Ingress>("networking.k8s.io/v1", "Ingress", spec);

    [TestCase("ingress: [{}], egress: [{}]", 1, 1)]
    [TestCase("ingress: [{}], egress: [{}], policyTypes: [Ingress]", 1, 0)]
    [TestCase("ingress: [{}], egress: [{}], policyTypes: [Egress]", 0, 1)]
    [TestCase("ingress: [{}], egress: [{}], policyTypes: []", 1, 1)]
    [TestCase("ingress: [{}], egress: [{}], policyTypes: ['{{ .Values.type }}']", 1, 1)]
    [TestCase("podSelector: {}", 0, 0)]
    public void Rules_count_where_the_policy_is_about_their_direction(string spec, int ingress, int egress)
    {
        Assert.That((Policy(spec).Ingress.Count, Policy(spec).Egress.Count), Is.EqualTo((ingress, egress)));
    }

    [TestCase("{}", true, true)]
    [TestCase("{from: [], ports: []}", true, true)]
    [TestCase("{from: [{podSelector: {}}], ports: [{port: 1}]}", false, false)]
    [TestCase("{from: '{{ .Values.from }}', ports: '{{ .Values.ports }}'}", false, false)]
    public void Rule_without_peers_or_ports_is_for_all_of_them(string rule, bool everyone, bool everyPort)
    {
        NetworkRule read = Policy($"ingress: [{rule}]").Ingress.Single();

        Assert.That((read.IsForEveryone, read.IsForEveryPort), Is.EqualTo((everyone, everyPort)));
    }

    [TestCase("tls: [{hosts: ['*.example.com']}]", "a.example.com", false)]
    [TestCase("tls: [{hosts: ['*.example.com']}]", "example.com", true)]
    [TestCase("tls: [{hosts: ['*.example.com']}]", "x.a.example.com", true)]
    [TestCase("tls: [{hosts: ['*.example.com']}]", "*.example.com", false)]
    [TestCase("tls: [{hosts: [a.example.com]}]", "", true)]
    [TestCase("tls: [{}]", "", false)]
    [TestCase("tls: []", "a.example.com", true)]
    public void Entry_covers_a_host_by_name_or_one_label_below_its_wildcard(string spec, string host, bool without)
    {
        Assert.That(Ingress(spec).IsWithoutTls(host), Is.EqualTo(without));
    }

    [TestCase("rules: []", true)]
    [TestCase("defaultBackend: {}", true)]
    [TestCase("rules: [{}]", false)]
    [TestCase("rules: '{{ .Values.rules }}'", false)]
    public void Ingress_without_rules_is_told_from_one_whose_rules_are_not_known(string spec, bool without)
    {
        Assert.That(Ingress(spec).IsWithoutRules, Is.EqualTo(without));
    }

    [TestCase("service.beta.kubernetes.io/aws-load-balancer-scheme: internal", true)]
    [TestCase("service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing", false)]
    [TestCase("cloud.google.com/load-balancer-type: Internal", true)]
    [TestCase("service.beta.kubernetes.io/azure-load-balancer-internal: '{{ .Values.internal }}'", true)]
    [TestCase("", false)]
    public void Load_balancer_is_internal_by_annotation(string annotations, bool may)
    {
        Assert.That(Read<Service>("v1", "Service", "type: LoadBalancer", annotations).MayBeInternal, Is.EqualTo(may));
    }
}
