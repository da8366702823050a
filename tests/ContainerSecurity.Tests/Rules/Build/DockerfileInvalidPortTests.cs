using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileInvalidPortTests
{
    [TestCase("FROM web:1.0\nEXPOSE 65536", "65536")]
    [TestCase("FROM web:1.0\nEXPOSE 80000/tcp", "80000")]
    [TestCase("FROM web:1.0\nEXPOSE 127.0.0.1:80:80", "127")]
    [TestCase("FROM web:1.0\nEXPOSE 9000-8000", "9000")]
    [TestCase("FROM web:1.0\nEXPOSE http", "http")]
    public void What_is_no_port_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileInvalidPort>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nEXPOSE 0 65535 80/tcp 53/udp 8000-9000")]
    [TestCase("FROM web:1.0\nARG p\nEXPOSE $p")]
    [TestCase("FROM web:1.0\nEXPOSE ${PORT}")]
    public void Ports_ranges_and_variables_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileInvalidPort>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nEXPOSE 80 65536").Judge<DockerfileInvalidPort>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0].arguments[1]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
