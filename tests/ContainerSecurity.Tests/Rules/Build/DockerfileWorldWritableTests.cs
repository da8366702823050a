using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileWorldWritableTests
{
    [TestCase("FROM web:1.0\nRUN chmod 777 /a", "'777'")]
    [TestCase("FROM web:1.0\nRUN chmod -R a+w /a", "'a+w'")]
    [TestCase("FROM web:1.0\nRUN chmod ugo=rwx /a", "ugo")]
    [TestCase("FROM web:1.0\nRUN chmod 0666 /a", "0666")]
    [TestCase("FROM web:1.0\nCOPY --chmod=777 a /a", "'777'")]
    public void Mode_that_lets_all_write_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileWorldWritable>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN chmod 755 /a")]
    [TestCase("FROM web:1.0\nRUN chmod 1777 /tmp")]
    [TestCase("FROM web:1.0\nRUN chmod u+w /a")]
    [TestCase("FROM web:1.0\nRUN chmod o-w /a")]
    [TestCase("FROM web:1.0\nRUN chmod +x /a")]
    [TestCase("FROM web:1.0\nRUN chmod $MODE /a")]
    [TestCase("FROM web:1.0\nRUN echo chmod 777")]
    public void Other_modes_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileWorldWritable>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN chmod 777 /a").Judge<DockerfileWorldWritable>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
