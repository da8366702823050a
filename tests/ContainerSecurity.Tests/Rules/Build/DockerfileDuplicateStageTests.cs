using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileDuplicateStageTests
{
    [TestCase("FROM a:1 AS x\nFROM b:1 AS x", "'x'")]
    [TestCase("FROM a:1 AS x\nFROM b:1 AS X", "'X'")]
    public void Second_stage_of_a_name_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileDuplicateStage>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM a:1 AS x\nFROM b:1 AS y")]
    [TestCase("FROM a:1\nFROM b:1")]
    public void Other_names_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileDuplicateStage>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM a:1 AS x\nFROM b:1 AS x").Judge<DockerfileDuplicateStage>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[1].from.arguments[2]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
