using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileAddInsteadOfCopyTests
{
    [TestCase("FROM web:1.0\nADD app /app", "'app'")]
    [TestCase("FROM web:1.0\nADD a.zip /a", "'a.zip'")]
    [TestCase("FROM web:1.0\nADD [\"a b\", \"/a\"]", "'a b'")]
    [TestCase("FROM web:1.0\nONBUILD ADD app /app", "COPY")]
    public void Local_path_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileAddInsteadOfCopy>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nADD a.tar.gz /")]
    [TestCase("FROM web:1.0\nADD \"a.tgz\" /")]
    [TestCase("FROM web:1.0\nADD https://example.com/a /a")]
    [TestCase("FROM web:1.0\nADD git@example.com:a.git /a")]
    [TestCase("FROM web:1.0\nARG x\nADD $x /a")]
    [TestCase("FROM web:1.0\nADD <<EOF /a\nx\nEOF")]
    [TestCase("FROM web:1.0\nCOPY app /app")]
    public void Archives_downloads_and_unknown_sources_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileAddInsteadOfCopy>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nADD app /app").Judge<DockerfileAddInsteadOfCopy>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0].arguments[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
