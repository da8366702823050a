using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class MountPropagationBidirectionalTests
{
    [Test]
    public void Bidirectional_mount_is_reported()
    {
        Finding finding = Manifest.Pod("volumeMounts: [{name: data, mountPath: /data, mountPropagation: Bidirectional}]")
            .Judge<MountPropagationBidirectional>()
            .Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].volumeMounts[0].mountPropagation"));
        Assert.That(finding.Message, Does.Contain("HostToContainer"));
    }

    [TestCase("volumeMounts: [{name: data, mountPath: /data}]")]
    [TestCase("volumeMounts: [{name: data, mountPath: /data, mountPropagation: HostToContainer}]")]
    [TestCase("volumeMounts: [{name: data, mountPath: /data, mountPropagation: '{{ .Values.propagation }}'}]")]
    public void Other_mounts_are_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<MountPropagationBidirectional>(), Is.Empty);
    }
}
