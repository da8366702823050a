using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfilePrivilegedRunTests
{
    [TestCase("FROM web:1.0\nRUN --security=insecure x", "security")]
    [TestCase("FROM web:1.0\nRUN --network=host x", "network")]
    [TestCase("FROM web:1.0\nONBUILD RUN --network=host x", "network")]
    public void Rights_of_the_host_are_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfilePrivilegedRun>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN --security=sandbox x")]
    [TestCase("FROM web:1.0\nRUN --network=none x")]
    [TestCase("FROM web:1.0\nRUN x --network=host")]
    public void Other_flags_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfilePrivilegedRun>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN --network=host x").Judge<DockerfilePrivilegedRun>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0].flags[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
