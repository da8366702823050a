using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class StatefulSetServiceMissingTests
{
    private static IReadOnlyList<Finding> Judge(string set, string service = "", bool isComplete = true, string space = "shop") => new Manifest($$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: {{space}} }
        spec: { {{set}} template: {spec: {containers: [{name: app, image: web}]} } }
        ---
        {{service}}
        """)
    { IsComplete = isComplete }.Judge<StatefulSetServiceMissing>();

    private static string Service(string spec, string meta = "name: db, namespace: shop") =>
        $"{{apiVersion: v1, kind: Service, metadata: {{{meta}}}, spec: {{{spec}}}}}";

    [TestCase("")]
    [TestCase("serviceName: '',")]
    public void Set_without_a_service_is_reported_in_any_set(string set) =>
        Assert.That(Judge(set, isComplete: false).Single().Location.Path, Is.EqualTo("spec.serviceName"));

    [Test]
    public void Service_that_does_not_exist_is_reported_in_a_complete_set()
    {
        Assert.That(Judge("serviceName: db,").Single().Message, Does.Contain("'db', which does not exist"));
        Assert.That(Judge("serviceName: db,", isComplete: false), Is.Empty);
        Assert.That(Judge("serviceName: db,", Service("clusterIP: None", "name: db, namespace: elsewhere")), Has.Count.EqualTo(1));
    }

    [TestCase("ports: []")]
    [TestCase("clusterIP: 10.0.0.1")]
    public void Service_with_an_address_is_reported(string spec) =>
        Assert.That(Judge("serviceName: db,", Service(spec), isComplete: false).Single().Message, Does.Contain("not headless"));

    [TestCase("serviceName: db,", "clusterIP: None", "name: db, namespace: shop", "shop")]
    [TestCase("serviceName: db,", "clusterIP: '{{ .Values.ip }}'", "name: db, namespace: shop", "shop")]
    [TestCase("serviceName: db,", "ports: []", "name: '{{ .Values.name }}', namespace: shop", "shop")]
    [TestCase("serviceName: db,", "ports: []", "name: db, namespace: shop", "'{{ .Release.Namespace }}'")]
    [TestCase("serviceName: '{{ .Values.name }}',", "ports: []", "name: db, namespace: shop", "shop")]
    public void Headless_and_unknown_services_are_not_reported(string set, string spec, string meta, string space) =>
        Assert.That(Judge(set, Service(spec, meta), space: space), Is.Empty);
}
