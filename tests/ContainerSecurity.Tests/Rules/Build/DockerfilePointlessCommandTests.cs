using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfilePointlessCommandTests
{
    [TestCase("FROM web:1.0\nRUN service nginx start", "'service'")]
    [TestCase("FROM web:1.0\nRUN make && top", "'top'")]
    [TestCase("FROM web:1.0\nRUN bash -c 'ssh a'", "'ssh'")]
    [TestCase("FROM web:1.0\nONBUILD RUN vim a", "'vim'")]
    [TestCase("FROM web:1.0\nRUN <<EOF\nmount /a\nEOF", "'mount'")]
    public void Command_for_a_running_machine_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfilePointlessCommand>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get install -y vim ssh")]
    [TestCase("FROM web:1.0\nRUN echo top")]
    [TestCase("FROM web:1.0\nCMD top")]
    [TestCase("FROM web:1.0\nENTRYPOINT [\"service\", \"nginx\", \"start\"]")]
    [TestCase("FROM web:1.0\nRUN ssh-keyscan a >> known_hosts")]
    public void Other_commands_are_not_reported(string dockerfile) => Assert.That(Manifest.Build(dockerfile).Judge<DockerfilePointlessCommand>(), Is.Empty);
}
