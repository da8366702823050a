using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileStageNameCasingTests
{
    [TestCase("FROM web:1.0 AS Build", "'Build'")]
    [TestCase("FROM web:1.0 AS BUILD", "'BUILD'")]
    [TestCase("FROM web:1.0 AS buildBase", "'buildBase'")]
    public void Capitals_are_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileStageNameCasing>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0 AS build")]
    [TestCase("FROM web:1.0 AS build-2")]
    [TestCase("FROM web:1.0")]
    [TestCase("FROM Web:1.0 AS web")]
    public void Lower_case_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileStageNameCasing>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0 AS Build").Judge<DockerfileStageNameCasing>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(1));
    }
}
