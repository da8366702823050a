using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileAddRemoteTests
{
    [TestCase("FROM web:1.0\nADD https://example.com/a /a", "checksum")]
    [TestCase("FROM web:1.0\nADD http://example.com/a /a", "http://")]
    [TestCase("FROM web:1.0\nADD https://example.com/a.git?ref=main /a", "ref=main")]
    [TestCase("FROM web:1.0\nADD https://example.com/a?checksum=0123456789012345678901234567890123456789 /a", "checksum=")]
    [TestCase("FROM web:1.0\nADD https://example.com/a.git#main /a", "#main")]
    public void Download_without_checksum_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileAddRemote>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nADD --checksum=sha256:00 https://example.com/a /a")]
    [TestCase("FROM web:1.0\nADD https://example.com/a.git#0123456789012345678901234567890123456789 /a")]
    [TestCase("FROM web:1.0\nADD https://example.com/a.git?checksum=0123456789012345678901234567890123456789 /a")]
    [TestCase("FROM web:1.0\nADD https://example.com/a.git?tag=v1&checksum=0123456789012345678901234567890123456789#:sub /a")]
    [TestCase("FROM web:1.0\nADD https://example.com/a.git?commit=0123456789012345678901234567890123456789 /a")]
    [TestCase("FROM web:1.0\nADD a /a")]
    [TestCase("FROM web:1.0\nADD a.tar /a")]
    public void Checked_and_local_sources_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileAddRemote>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nADD https://example.com/a /a").Judge<DockerfileAddRemote>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0].arguments[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
