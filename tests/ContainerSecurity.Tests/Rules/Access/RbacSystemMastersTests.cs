using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacSystemMastersTests
{
    private const string Masters = "kind: Group, name: 'system:masters'";

    [Test]
    public void Binding_to_system_masters_is_reported()
    {
        Assert.That(AccessManifest.Binding(Masters).Judge<RbacSystemMasters>().Single().Location.Path, Is.EqualTo("subjects[0].name"));
    }

    [TestCase("kind: User, name: 'system:masters'")]
    [TestCase("kind: Group, name: 'system:master'")]
    [TestCase("kind: Group, name: '{{ .Values.group }}'")]
    public void Other_subjects_are_not_reported(string subject)
    {
        Assert.That(AccessManifest.Binding(subject).Judge<RbacSystemMasters>(), Is.Empty);
    }

    [TestCase("cluster-admin", 0)]
    [TestCase("other", 1)]
    public void Binding_that_Kubernetes_brings_is_left_alone(string name, int count)
    {
        Manifest binding = AccessManifest.Binding(Masters, meta: $"name: {name}, labels: {{kubernetes.io/bootstrapping: rbac-defaults}}");

        Assert.That(binding.Judge<RbacSystemMasters>(), Has.Count.EqualTo(count));
    }
}
