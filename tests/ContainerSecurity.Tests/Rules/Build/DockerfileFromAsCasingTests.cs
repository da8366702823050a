using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileFromAsCasingTests
{
    [TestCase("FROM web:1.0 as build", "'as'")]
    [TestCase("from web:1.0 AS build", "'AS'")]
    [TestCase("FROM web:1.0 As build", "'As'")]
    public void Mixed_case_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileFromAsCasing>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0 AS build")]
    [TestCase("from web:1.0 as build")]
    [TestCase("FROM web:1.0")]
    [TestCase("From web:1.0 as build")]
    public void One_case_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileFromAsCasing>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0 as build").Judge<DockerfileFromAsCasing>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(1));
    }
}
