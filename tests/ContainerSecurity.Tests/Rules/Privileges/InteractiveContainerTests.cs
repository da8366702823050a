using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class InteractiveContainerTests
{
    [Test]
    public void Open_terminal_is_reported()
    {
        Assert.That(Manifest.Pod("stdin: true\ntty: true").Judge<InteractiveContainer>().Single().Location.Path, Is.EqualTo("spec.containers[0].tty"));
    }

    [TestCase("")]
    [TestCase("stdin: true")]
    [TestCase("tty: true")]
    [TestCase("stdin: true\ntty: '{{ .Values.tty }}'")]
    public void Half_a_terminal_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<InteractiveContainer>(), Is.Empty);
    }
}
