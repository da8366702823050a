using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class AutoscalerBoundsTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string? least = null)
    {
        var manifest = new Manifest($$"""
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: a}
            spec: { {{spec}} }
            """);
        if (least is not null)
            manifest.Parameters["minAutoscaledReplicas"] = [least];
        return manifest.Judge<AutoscalerBounds>();
    }

    [TestCase("minReplicas: 1, maxReplicas: 5", "minReplicas: 1, so that too few")]
    [TestCase("maxReplicas: 5", "no minReplicas, which stands for 1")]
    [TestCase("minReplicas: 5, maxReplicas: 5", "cannot scale")]
    [TestCase("minReplicas: 5, maxReplicas: 3", "cannot scale")]
    [TestCase("minReplicas: 2", "no maxReplicas")]
    public void Bounds_that_leave_too_little_are_reported(string spec, string words) => Assert.That(Judge(spec).Single().Message, Does.Contain(words));

    [TestCase("minReplicas: 2, maxReplicas: 3")]
    [TestCase("minReplicas: '{{ .Values.least }}', maxReplicas: 3")]
    [TestCase("minReplicas: 2, maxReplicas: '{{ .Values.most }}'")]
    public void Good_and_unknown_bounds_are_not_reported(string spec) => Assert.That(Judge(spec), Is.Empty);

    [Test]
    public void Policy_may_ask_for_more()
    {
        Assert.That(Judge("minReplicas: 2, maxReplicas: 9", "3").Single().Message, Does.EndWith("Allowed: at least 3."));
        Assert.That(Judge("minReplicas: 3, maxReplicas: 9", "3"), Is.Empty);
    }
}
