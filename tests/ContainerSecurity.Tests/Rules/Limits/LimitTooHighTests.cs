using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class LimitTooHighTests
{
    [TestCase("maxMemory", "4Gi", "memory", "4097Mi")]
    [TestCase("maxCpu", "1500m", "cpu", "2")]
    [TestCase("maxEphemeralStorage", "1e9", "ephemeral-storage", "1Gi")]
    public void Limit_above_the_maximum_is_reported_with_what_is_allowed(string parameter, string maximum, string resource, string limit)
    {
        IReadOnlyList<Finding> findings = Limited($"limits: {{{resource}: {limit}}}", parameter, maximum).Judge<LimitTooHigh>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo($"spec.containers[0].resources.limits.{resource}"));
        Assert.That(findings[0].Message, Does.Contain("'app'").And.Contain(limit).And.Contain($"at most {maximum}"));
    }

    [TestCase("limits: {memory: 4Gi}")]
    [TestCase("limits: {memory: 4096Mi, cpu: 64}")]
    [TestCase("limits: {memory: '{{ .Values.memory }}'}")]
    [TestCase("limits: {memory: lots}")]
    [TestCase("requests: {memory: 8Gi}")]
    public void Limit_within_the_maximum_is_not_reported(string resources) =>
        Assert.That(Limited(resources, "maxMemory", "4Gi").Judge<LimitTooHigh>(), Is.Empty);

    [TestCase("requests: {cpu: 100m}, limits: {cpu: 401m}", 1)]
    [TestCase("requests: {cpu: 0}, limits: {cpu: 100m}", 1)]
    [TestCase("requests: {cpu: 100m}, limits: {cpu: 400m}", 0)]
    [TestCase("limits: {cpu: 4}", 0)]
    [TestCase("requests: {cpu: '{{ .Values.cpu }}'}, limits: {cpu: 4}", 0)]
    public void Limit_may_be_a_multiple_of_its_request(string resources, int expected)
    {
        IReadOnlyList<Finding> findings = Limited(resources, "maxLimitRequestRatio", "4").Judge<LimitTooHigh>();

        Assert.That(findings, Has.Count.EqualTo(expected));
        Assert.That(findings.Select(f => f.Message), Is.All.Contains("at most 4 times the request"));
    }

    [Test]
    public void Without_a_maximum_nothing_is_too_high() => Assert.That(Limited("limits: {memory: 8Ti}", "other", "1").Judge<LimitTooHigh>(), Is.Empty);

    [Test]
    public void Maximum_that_is_none_is_never_taken_for_no_maximum() =>
        Assert.That(() => Limited("limits: {memory: 8Ti}", "maxMemory", "much").Judge<LimitTooHigh>(), Throws.ArgumentException);

    private static Manifest Limited(string resources, string parameter, string value)
    {
        var manifest = Manifest.Pod($"resources: {{{resources}}}");
        manifest.Parameters[parameter] = [value];
        return manifest;
    }

    [TestCase("maxMemoryRequest", "4Gi", "requests: {memory: 8Gi}", "spec.containers[0].resources.requests.memory")]
    [TestCase("maxCpuRequest", "1", "limits: {cpu: 2}", "spec.containers[0].resources.limits.cpu")]
    [TestCase("maxEphemeralStorageRequest", "1Gi", "requests: {ephemeral-storage: 2Gi}, limits: {ephemeral-storage: 4Gi}", "spec.containers[0].resources.requests.ephemeral-storage")]
    [TestCase("maxCpuRatio", "2", "requests: {cpu: 100m, memory: 1Gi}, limits: {cpu: 201m, memory: 8Gi}", "spec.containers[0].resources.limits.cpu")]
    [TestCase("maxMemoryRatio", "2", "requests: {cpu: 100m, memory: 1Gi}, limits: {cpu: 8, memory: 8Gi}", "spec.containers[0].resources.limits.memory")]
    public void Request_and_ratio_of_each_resource_have_a_maximum_of_their_own(string parameter, string maximum, string resources, string path) =>
        Assert.That(Limited(resources, parameter, maximum).Judge<LimitTooHigh>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));

    [TestCase("maxMemoryRequest", "4Gi", "requests: {memory: 4Gi}, limits: {memory: 8Gi}")]
    [TestCase("maxCpuRequest", "1", "requests: {memory: 8Gi}")]
    [TestCase("maxCpuRatio", "2", "requests: {cpu: 100m}, limits: {cpu: 200m}")]
    public void Request_and_ratio_at_the_maximum_are_not_reported(string parameter, string maximum, string resources) =>
        Assert.That(Limited(resources, parameter, maximum).Judge<LimitTooHigh>(), Is.Empty);

    [Test]
    public void Ratio_of_a_resource_stands_before_that_of_all()
    {
        Manifest manifest = Limited("requests: {cpu: 100m, memory: 1Gi}, limits: {cpu: 800m, memory: 8Gi}", "maxLimitRequestRatio", "4").With("maxCpuRatio", "10");

        Assert.That(manifest.Judge<LimitTooHigh>().Single().Message, Does.Contain("memory"));
    }

    [TestCase("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 11, template: {spec: {containers: []}}}", "spec.replicas")]
    [TestCase("apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {maxReplicas: 11}", "spec.maxReplicas")]
    public void Replicas_above_the_maximum_are_reported(string yaml, string path)
    {
        Assert.That(new Manifest(yaml).With("maxReplicas", "10").Judge<LimitTooHigh>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
        Assert.That(new Manifest(yaml).With("maxReplicas", "11").Judge<LimitTooHigh>(), Is.Empty);
    }
}
