using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class BarePodTests
{
    [TestCase("{name: web}")]
    [TestCase("{name: web, ownerReferences: []}")]
    public void Pod_without_an_owner_is_reported(string metadata)
    {
        IReadOnlyList<Finding> findings = Pod(metadata).Judge<BarePod>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("metadata.name"));
    }

    [TestCase("{name: web, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: a1}]}")]
    [TestCase("{name: web, ownerReferences: '{{ .Values.owners }}'}")]
    [TestCase("{name: web, annotations: {kubernetes.io/config.mirror: a1}}")]
    public void Pod_that_somebody_owns_is_not_reported(string metadata) => Assert.That(Pod(metadata).Judge<BarePod>(), Is.Empty);

    [Test]
    public void Pod_of_a_controller_is_not_reported() =>
        Assert.That(new Manifest("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: app}]}}}")
            .Judge<BarePod>(), Is.Empty);

    private static Manifest Pod(string metadata) => new($"apiVersion: v1\nkind: Pod\nmetadata: {metadata}\nspec: {{containers: [{{name: app}}]}}");
}
