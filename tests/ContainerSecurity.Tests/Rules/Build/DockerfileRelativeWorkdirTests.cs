using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileRelativeWorkdirTests
{
    [TestCase("FROM web:1.0\nWORKDIR app", "'app'")]
    [TestCase("FROM web:1.0\nWORKDIR 'a b'", "'a b'")]
    [TestCase("FROM a:1 AS a\nWORKDIR /x\nFROM b:1\nWORKDIR app", "'app'")]
    public void Relative_path_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileRelativeWorkdir>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nWORKDIR /app")]
    [TestCase("FROM web:1.0\nWORKDIR /app\nWORKDIR sub")]
    [TestCase("FROM a:1 AS a\nWORKDIR /x\nFROM a\nWORKDIR sub")]
    [TestCase("FROM web:1.0\nWORKDIR ${HOME}/x")]
    [TestCase("FROM web:1.0\nWORKDIR C:/app")]
    [TestCase("FROM web:1.0\nWORKDIR 'C:\\\\app'")]
    public void Absolute_known_and_unknown_paths_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileRelativeWorkdir>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nWORKDIR app").Judge<DockerfileRelativeWorkdir>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
