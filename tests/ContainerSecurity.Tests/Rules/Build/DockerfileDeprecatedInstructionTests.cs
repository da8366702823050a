using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileDeprecatedInstructionTests
{
    [TestCase("FROM web:1.0\nMAINTAINER me", "MAINTAINER")]
    [TestCase("FROM web:1.0\nENV a b", "ENV a=")]
    [TestCase("FROM web:1.0\nLABEL a b c", "LABEL a=")]
    public void Deprecated_form_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileDeprecatedInstruction>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nENV a=b c=d")]
    [TestCase("FROM web:1.0\nLABEL maintainer=me")]
    [TestCase("FROM web:1.0\nARG a b")]
    [TestCase("FROM a:1 AS x\nENV a b\nFROM b:1")]
    public void Present_forms_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileDeprecatedInstruction>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nENV a b").Judge<DockerfileDeprecatedInstruction>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
