using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileSetuidTests
{
    [TestCase("FROM web:1.0\nRUN chmod u+s /a", "u+s")]
    [TestCase("FROM web:1.0\nRUN chmod 4755 /a", "4755")]
    [TestCase("FROM web:1.0\nRUN chmod g+s /a", "g+s")]
    [TestCase("FROM web:1.0\nRUN chmod 2755 /a", "2755")]
    [TestCase("FROM web:1.0\nCOPY --chmod=4755 a /a", "4755")]
    public void Setuid_and_setgid_bits_are_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileSetuid>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN chmod 0755 /a")]
    [TestCase("FROM web:1.0\nRUN chmod 1777 /a")]
    [TestCase("FROM web:1.0\nRUN chmod a-s /a")]
    [TestCase("FROM web:1.0\nRUN find / -perm -4000")]
    public void Other_modes_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileSetuid>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN chmod u+s /a").Judge<DockerfileSetuid>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
