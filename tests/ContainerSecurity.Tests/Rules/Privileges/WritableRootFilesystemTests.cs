using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class WritableRootFilesystemTests
{
    [TestCase("")]
    [TestCase("securityContext: {readOnlyRootFilesystem: false}")]
    public void Root_file_system_that_is_not_read_only_is_reported(string container)
    {
        Finding finding = Manifest.Pod(container).Judge<WritableRootFilesystem>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].securityContext.readOnlyRootFilesystem"));
        Assert.That(finding.Message, Does.Contain("readOnlyRootFilesystem: true"));
    }

    [TestCase("securityContext: {readOnlyRootFilesystem: true}", "")]
    [TestCase("securityContext: {readOnlyRootFilesystem: '{{ .Values.readOnly }}'}", "")]
    [TestCase("", "os: {name: windows}")]
    public void Read_only_unknown_and_Windows_file_systems_are_not_reported(string container, string pod)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<WritableRootFilesystem>(), Is.Empty);
    }

    [Test]
    public void Pod_cannot_make_the_file_systems_of_its_containers_read_only()
    {
        Assert.That(Manifest.Pod(pod: "securityContext: {readOnlyRootFilesystem: true}").Judge<WritableRootFilesystem>(), Has.Count.EqualTo(1));
    }
}
