using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileMultipleCmdTests
{
    [TestCase("FROM web:1.0\nCMD [\"a\"]\nCMD [\"b\"]", "CMD")]
    [TestCase("FROM web:1.0\nENTRYPOINT [\"a\"]\nRUN x\nENTRYPOINT [\"b\"]", "ENTRYPOINT")]
    [TestCase("FROM web:1.0\nHEALTHCHECK CMD a\nHEALTHCHECK NONE", "HEALTHCHECK")]
    public void Lost_instruction_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileMultipleCmd>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nCMD [\"a\"]\nENTRYPOINT [\"b\"]")]
    [TestCase("FROM a:1\nCMD [\"a\"]\nFROM b:1\nCMD [\"a\"]")]
    [TestCase("FROM web:1.0\nCMD [\"a\"]\nONBUILD CMD [\"b\"]")]
    [TestCase("FROM web:1.0\nHEALTHCHECK CMD a\nCMD [\"b\"]")]
    public void One_in_each_stage_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileMultipleCmd>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nCMD [\"a\"]\nCMD [\"b\"]").Judge<DockerfileMultipleCmd>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
