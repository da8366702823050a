using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class ResourceQuotaMissingTests
{
    private static IReadOnlyList<Finding> Judge(string name, params string[] others) => new Manifest(
        string.Join("\n---\n", [$"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}}}}}", .. others]))
    { IsComplete = true }.Judge<ResourceQuotaMissing>();

    private static string Other(string kind, string space = "shop") => $"{{apiVersion: v1, kind: {kind}, metadata: {{name: x, namespace: {space}}}}}";

    [Test]
    public void Namespace_without_both_is_reported()
    {
        Finding finding = Judge("shop").Single();

        Assert.That(finding.Location.Path, Is.EqualTo("metadata.name"));
        Assert.That(finding.Message, Does.Contain("has no ResourceQuota and no LimitRange"));
    }

    [TestCase("LimitRange", "ResourceQuota")]
    [TestCase("ResourceQuota", "LimitRange")]
    public void What_is_missing_is_named(string present, string missing)
    {
        Assert.That(Judge("shop", Other(present), Other(missing, "elsewhere")).Single().Message, Does.Contain($"has no {missing},"));
    }

    [Test]
    public void Namespace_with_both_or_one_that_may_have_them_is_not_reported()
    {
        Assert.That(Judge("shop", Other("ResourceQuota"), Other("LimitRange", "'{{ .Release.Namespace }}'")), Is.Empty);
    }

    [TestCase("kube-system")]
    [TestCase("'{{ .Values.name }}'")]
    public void Namespace_of_the_cluster_and_one_without_a_known_name_are_left_alone(string name)
    {
        Assert.That(Judge(name), Is.Empty);
    }
}
