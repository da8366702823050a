using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class RecreateStrategyTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string kind = "Deployment") => new Manifest($$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: {name: web}
        spec: { {{spec}} template: {spec: {containers: [{name: app, image: web}]} } }
        """).Judge<RecreateStrategy>();

    [TestCase("strategy: {type: Recreate},", "Deployment")]
    [TestCase("strategy: {type: Recreate},", "DeploymentConfig")]
    [TestCase("strategy: {type: Custom},", "DeploymentConfig")]
    public void Strategy_that_stops_all_pods_is_reported(string spec, string kind) =>
        Assert.That(Judge(spec, kind).Single().Location.Path, Is.EqualTo("spec.strategy.type"));

    [TestCase("", "Deployment")]
    [TestCase("strategy: {type: RollingUpdate},", "Deployment")]
    [TestCase("strategy: {type: Rolling},", "DeploymentConfig")]
    [TestCase("strategy: {type: '{{ .Values.strategy }}'},", "Deployment")]
    [TestCase("strategy: {type: Recreate},", "StatefulSet")]
    public void Update_pod_by_pod_and_other_kinds_are_not_reported(string spec, string kind) => Assert.That(Judge(spec, kind), Is.Empty);
}
