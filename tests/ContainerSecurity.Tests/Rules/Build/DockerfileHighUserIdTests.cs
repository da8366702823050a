using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileHighUserIdTests
{
    [TestCase("FROM web:1.0\nRUN useradd -u 123456 app", "123456")]
    [TestCase("FROM web:1.0\nRUN useradd --uid 123456 app", "123456")]
    [TestCase("FROM web:1.0\nRUN useradd --uid=1000650000 app", "1000650000")]
    [TestCase("FROM web:1.0\nRUN useradd -mu 123456 app", "123456")]
    [TestCase("FROM web:1.0\nRUN useradd -u123456 app", "123456")]
    [TestCase("FROM web:1.0\nRUN groupadd app && useradd -u 123456 app", "123456")]
    public void High_number_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileHighUserId>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN useradd app")]
    [TestCase("FROM web:1.0\nRUN useradd -u 12345 app")]
    [TestCase("FROM web:1.0\nRUN useradd -l -u 123456 app")]
    [TestCase("FROM web:1.0\nRUN useradd --no-log-init -u 123456 app")]
    [TestCase("FROM web:1.0\nRUN useradd -lu 123456 app")]
    [TestCase("FROM web:1.0\nRUN useradd -u $ID app")]
    [TestCase("FROM web:1.0\nRUN adduser -u 123456 app")]
    [TestCase("FROM web:1.0\nRUN usermod -u 123456 app")]
    public void Low_numbers_and_no_log_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileHighUserId>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN useradd -u 123456 app").Judge<DockerfileHighUserId>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
