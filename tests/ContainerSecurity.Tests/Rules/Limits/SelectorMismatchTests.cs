using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class SelectorMismatchTests
{
    private static IReadOnlyList<Finding> Judge(string selector, string labels = "labels: {app: web}", string kind = "Deployment") => new Manifest($$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: {name: web}
        spec: {selector: {{selector}}, template: {metadata: { {{labels}} }, spec: {containers: [{name: app, image: web}]} } }
        """).Judge<SelectorMismatch>();

    [TestCase("{matchLabels: {app: wbe}}", "labels: {app: web}", "Deployment")]
    [TestCase("{matchLabels: {app: web, tier: front}}", "labels: {app: web}", "StatefulSet")]
    [TestCase("{matchLabels: {app: web}}", "", "DaemonSet")]
    [TestCase("{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}", "labels: {app: web}", "ReplicaSet")]
    [TestCase("{app: wbe}", "labels: {app: web}", "ReplicationController")]
    [TestCase("{app: web}", "", "DeploymentConfig")]
    public void Selector_that_misses_the_template_is_reported(string selector, string labels, string kind) =>
        Assert.That(Judge(selector, labels, kind).Single().Location.Path, Is.EqualTo("spec.selector"));

    [TestCase("{matchLabels: {app: web}}", "labels: {app: web, tier: front}", "Deployment")]
    [TestCase("null", "labels: {app: web}", "Deployment")]
    [TestCase("{app: web}", "labels: {app: web}", "DeploymentConfig")]
    [TestCase("{matchLabels: {app: '{{ .Values.app }}'}}", "labels: {app: web}", "Deployment")]
    [TestCase("{matchLabels: {app: web}}", "labels: {app: '{{ .Values.app }}'}", "Deployment")]
    [TestCase("{matchLabels: {app: web}}", "labels: '{{ .Values.labels }}'", "Deployment")]
    [TestCase("'{{ .Values.selector }}'", "labels: {app: web}", "ReplicationController")]
    [TestCase("{matchLabels: {app: web}}", "", "Widget")]
    public void Selector_that_picks_the_template_or_may_is_not_reported(string selector, string labels, string kind) =>
        Assert.That(Judge(selector, labels, kind), Is.Empty);
}
