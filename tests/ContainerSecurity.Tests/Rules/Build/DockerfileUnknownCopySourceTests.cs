using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileUnknownCopySourceTests
{
    [TestCase("FROM web:1.0\nCOPY --from=build a b", "no stage of the file")]
    [TestCase("FROM a:1 AS a\nCOPY --from=a x y", "the stage itself")]
    [TestCase("FROM a:1\nCOPY --from=b x y\nFROM b:1 AS b", "further down")]
    [TestCase("FROM web:1.0\nCOPY --from=1 a b", "no stage")]
    public void Stage_that_is_not_there_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileUnknownCopySource>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM a:1 AS Build\nFROM b:1\nCOPY --from=build x y")]
    [TestCase("FROM a:1\nFROM b:1\nCOPY --from=0 x y")]
    [TestCase("FROM web:1.0\nCOPY --from=busybox:1.36 a b")]
    [TestCase("FROM web:1.0\nCOPY --from=registry.example/x a b")]
    [TestCase("FROM web:1.0\nARG s\nCOPY --from=$s a b")]
    [TestCase("FROM web:1.0\nCOPY a b")]
    public void Stages_above_and_images_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileUnknownCopySource>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nCOPY --from=x a b").Judge<DockerfileUnknownCopySource>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0].flags[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
