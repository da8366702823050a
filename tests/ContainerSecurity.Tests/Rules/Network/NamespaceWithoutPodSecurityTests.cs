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
    [TestCase("{pod-security.kubernetes.io/enforce: strict}", "level 'strict'")]
    public void Namespace_that_admits_any_pod_is_reported(string labels, string named)
    {
        Finding finding = Judge(labels).Single();

        Assert.That(finding.Location.Path, Does.StartWith("metadata.labels").And.Contain("pod-security.kubernetes.io/enforce"));
        Assert.That(finding.Message, Does.Contain(named).And.Contain("Allowed: baseline, restricted"));
    }

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
