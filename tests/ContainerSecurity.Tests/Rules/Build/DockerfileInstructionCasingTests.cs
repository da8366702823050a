using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileInstructionCasingTests
{
    [TestCase("FROM web:1.0\ncopy a /b\nRUN true", "'copy'")]
    [TestCase("FROM web:1.0\nRun true", "'Run'")]
    [TestCase("FROM web:1.0\nfrom x\nCOPY a /b\nCOPY a /c", "'from'")]
    [TestCase("FROM web:1.0\nonbuild run true\nRUN true", "'onbuild'")]
    public void Odd_case_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileInstructionCasing>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN true")]
    [TestCase("FROM web:1.0\nCOPY a /b\nCMD [\"x\"]")]
    [TestCase("FROM web:1.0\nONBUILD run true")]
    public void One_case_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileInstructionCasing>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\ncopy a /b\nRUN true").Judge<DockerfileInstructionCasing>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
