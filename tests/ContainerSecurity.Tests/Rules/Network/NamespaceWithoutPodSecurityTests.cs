using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class NamespaceWithoutPodSecurityTests
{
    private static IReadOnlyList<Finding> Judge(string labels, string name = "shop") =>
        new Manifest($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}, labels: {labels}}}}}").Judge<NamespaceWithoutPodSecurity>();

    [TestCase("{}", "no Pod Security level")]
    [TestCase("{pod-security.kubernetes.io/warn: restricted}", "no Pod Security level")]
    [TestCase("{pod-security.kubernetes.io/enforce: privileged}", "level 'privileged'")]
    public void Namespace_that_admits_any_pod_is_reported(string labels, string named)
    {
        Finding finding = Judge(labels).Single();

        Assert.That(finding.Location.Path, Does.StartWith("metadata.labels").And.Contain("pod-security.kubernetes.io/enforce"));
        Assert.That(finding.Message, Does.Contain(named).And.Contain("Allowed: baseline, restricted"));
    }

    [TestCase("enforce: restrictd", "enforce", "'restricted'")]
    [TestCase("enforce: Restricted", "enforce", "'restricted'")]
    [TestCase("enforce: ''", "enforce", "'restricted'")]
    [TestCase("enforce: restricted, pod-security.kubernetes.io/audit: strict", "audit", "'privileged'")]
    [TestCase("enforce: restricted, pod-security.kubernetes.io/warn: none", "warn", "'privileged'")]
    [TestCase("enforce: restricted, pod-security.kubernetes.io/enforce-version: '1.30'", "enforce-version", "'latest'")]
    [TestCase("enforce: restricted, pod-security.kubernetes.io/enforce-version: v1.30.1", "enforce-version", "'latest'")]
    [TestCase("enforce: restricted, pod-security.kubernetes.io/enforce-version: v1.030", "enforce-version", "'latest'")]
    [TestCase("enforce: restricted, pod-security.kubernetes.io/warn-version: newest", "warn-version", "'latest'")]
    [TestCase("enforce: restricted, pod-security.kubernetes.io/audit-version: v2.1", "audit-version", "'latest'")]
    public void Label_that_the_API_server_refuses_is_reported_with_what_it_counts_as(string labels, string label, string taken)
    {
        Finding finding = Judge($"{{pod-security.kubernetes.io/{labels}}}").Single();

        Assert.That(finding.Location.Path, Does.Contain($"pod-security.kubernetes.io/{label}'"));
        Assert.That(finding.Message, Does.Contain($"counts it as {taken}").And.Not.Contain("any pod is admitted"));
    }

    [TestCase("{pod-security.kubernetes.io/enforce: restricted, pod-security.kubernetes.io/enforce-version: v1.0}")]
    [TestCase("{pod-security.kubernetes.io/enforce: restricted, pod-security.kubernetes.io/enforce-version: latest, pod-security.kubernetes.io/warn-version: v1.36}")]
    [TestCase("{pod-security.kubernetes.io/enforce: restricted, pod-security.kubernetes.io/audit: privileged}")]
    [TestCase("{pod-security.kubernetes.io/enforce: baseline}")]
    [TestCase("{pod-security.kubernetes.io/enforce: restricted}")]
    [TestCase("{pod-security.kubernetes.io/enforce: '{{ .Values.level }}'}")]
    [TestCase("'{{ .Values.labels }}'")]
    public void Namespace_with_a_level_or_one_not_known_is_not_reported(string labels)
    {
        Assert.That(Judge(labels), Is.Empty);
    }

    [TestCase("kube-system", 0)]
    [TestCase("default", 1)]
    public void Namespace_of_the_cluster_itself_is_left_alone(string name, int count)
    {
        Assert.That(Judge("{}", name), Has.Count.EqualTo(count));
    }
}
