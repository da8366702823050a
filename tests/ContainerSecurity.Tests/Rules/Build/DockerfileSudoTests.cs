using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileSudoTests
{
    [TestCase("FROM web:1.0\nRUN sudo make", "sudo")]
    [TestCase("FROM web:1.0\nRUN a && sudo -u app b", "sudo")]
    [TestCase("FROM web:1.0\nRUN sh -c 'sudo x'", "sudo")]
    [TestCase("FROM web:1.0\nRUN [\"sudo\", \"x\"]", "sudo")]
    [TestCase("FROM web:1.0\nONBUILD RUN sudo x", "sudo")]
    [TestCase("FROM web:1.0\nRUN <<EOF\nsudo x\nEOF", "sudo")]
    public void Sudo_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileSudo>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get install -y sudo")]
    [TestCase("FROM web:1.0\nRUN echo sudo")]
    [TestCase("FROM web:1.0\n# sudo x\nRUN x")]
    [TestCase("FROM web:1.0\nCMD sudo x")]
    public void Other_commands_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileSudo>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN a \\\n && sudo b").Judge<DockerfileSudo>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(3));
        }
    }

    [TestCase("command: [sudo, app]")]
    [TestCase("command: [sh, -c, 'sudo app']")]
    [TestCase("command: [sh, -c, 's\\udo app']")]
    [TestCase("command: [sh, -c, 'su\"do\" app']")]
    [TestCase("args: [sh, -c, 'a; /usr/bin/sudo b']")]
    public void Container_that_runs_sudo_is_reported(string container)
    {
        Finding finding = Manifest.Pod(container).Judge<DockerfileSudo>().Single();

        Assert.That(finding.Container, Is.EqualTo("app"));
    }

    [TestCase("command: [app, sudo]")]
    [TestCase("args: ['{{ .Values.sudo }}']")]
    public void Container_that_runs_something_else_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<DockerfileSudo>(), Is.Empty);
    }
}
