using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileShellFormEntrypointTests
{
    [TestCase("FROM web:1.0\nCMD app", "CMD")]
    [TestCase("FROM web:1.0\nENTRYPOINT app --x", "ENTRYPOINT")]
    [TestCase("FROM web:1.0\nCMD ['app']", "CMD")]
    public void Shell_form_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileShellFormEntrypoint>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nCMD [\"app\"]")]
    [TestCase("FROM web:1.0\nENTRYPOINT []")]
    [TestCase("FROM web:1.0\nSHELL [\"/bin/bash\", \"-c\"]\nCMD app")]
    [TestCase("FROM web:1.0\nRUN app")]
    [TestCase("FROM web:1.0\nHEALTHCHECK CMD app")]
    public void JSON_form_and_chosen_shell_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileShellFormEntrypoint>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nCMD app").Judge<DockerfileShellFormEntrypoint>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
