using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class PriorityClassMissingTests
{
    [TestCase("")]
    [TestCase("priorityClassName: ''")]
    public void Pod_without_a_class_is_reported(string pod) =>
        Assert.That(Manifest.Pod(pod: pod).Judge<PriorityClassMissing>().Single().Location.Path, Is.EqualTo("spec.priorityClassName"));

    [TestCase("priorityClassName: high")]
    [TestCase("priorityClassName: '{{ .Values.priority }}'")]
    public void Pod_with_a_class_is_not_reported(string pod) => Assert.That(Manifest.Pod(pod: pod).Judge<PriorityClassMissing>(), Is.Empty);

    [Test]
    public void Pod_that_another_object_made_is_not_reported() => Assert.That(
        new Manifest("{apiVersion: v1, kind: Pod, metadata: {name: a, ownerReferences: [{kind: ReplicaSet, name: a}]}, spec: {containers: [{name: a, image: b}]}}")
            .Judge<PriorityClassMissing>(),
        Is.Empty);
}
