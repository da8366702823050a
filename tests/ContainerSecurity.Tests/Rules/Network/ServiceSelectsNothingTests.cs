using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class ServiceSelectsNothingTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string space = "shop", string labels = "app: web", string own = "shop") => new Manifest($$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: {{space}} }
        spec: {template: {metadata: {labels: { {{labels}} } }, spec: {containers: [{name: app, image: web}]} } }
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: {{own}} }
        spec: { {{spec}} }
        """)
    { IsComplete = true }.Judge<ServiceSelectsNothing>();

    [TestCase("selector: {app: wbe}", "shop")]
    [TestCase("selector: {app: web, tier: front}", "shop")]
    [TestCase("selector: {app: web}", "elsewhere")]
    public void Service_that_picks_no_pod_is_reported(string spec, string space) =>
        Assert.That(Judge(spec, space).Single().Location.Path, Is.EqualTo("spec.selector"));

    [TestCase("selector: {app: web}", "shop", "app: web", "shop")]
    [TestCase("selector: {app: web, statefulset.kubernetes.io/pod-name: web-0}", "shop", "app: web", "shop")]
    [TestCase("ports: []", "shop", "app: web", "shop")]
    [TestCase("selector: {}", "shop", "app: web", "shop")]
    [TestCase("type: ExternalName, selector: {app: wbe}", "shop", "app: web", "shop")]
    [TestCase("selector: '{{ .Values.selector }}'", "shop", "app: web", "shop")]
    [TestCase("selector: {app: '{{ .Values.app }}'}", "shop", "app: web", "shop")]
    [TestCase("selector: {app: wbe}", "shop", "app: '{{ .Values.app }}'", "shop")]
    [TestCase("selector: {app: web}", "'{{ .Release.Namespace }}'", "app: web", "shop")]
    [TestCase("selector: {app: wbe}", "shop", "app: web", "'{{ .Release.Namespace }}'")]
    public void Service_that_picks_one_or_may_is_not_reported(string spec, string space, string labels, string own) =>
        Assert.That(Judge(spec, space, labels, own), Is.Empty);
}
