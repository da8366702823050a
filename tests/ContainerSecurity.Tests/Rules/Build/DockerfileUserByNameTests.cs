using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileUserByNameTests
{
    [TestCase("FROM web:1.0\nUSER app", "'app'")]
    [TestCase("FROM web:1.0\nUSER app:app", "app:app")]
    [TestCase("FROM web:1.0\nUSER 1000\nUSER app", "app")]
    [TestCase("FROM web:1.0\nARG U=app\nUSER $U", "app")]
    public void Name_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileUserByName>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nUSER 10001")]
    [TestCase("FROM web:1.0\nUSER 10001:app")]
    [TestCase("FROM web:1.0\nUSER app\nUSER 10001")]
    [TestCase("FROM web:1.0\nUSER ${APP_UID}")]
    [TestCase("FROM web:1.0\nUSER root")]
    [TestCase("FROM web:1.0\nUSER 0")]
    [TestCase("FROM web:1.0\nUSER ContainerUser")]
    [TestCase("FROM web:1.0\nUSER ContainerAdministrator")]
    [TestCase("FROM web:1.0\nRUN true")]
    public void Numbers_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileUserByName>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nUSER app").Judge<DockerfileUserByName>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
