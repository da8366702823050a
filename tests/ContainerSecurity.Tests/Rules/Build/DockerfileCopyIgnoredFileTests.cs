using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileCopyIgnoredFileTests
{
    [TestCase("FROM web:1.0\nCOPY .env /app/", "'.env'")]
    [TestCase("FROM web:1.0\nADD .env /app/", "ADD")]
    [TestCase("FROM web:1.0\nCOPY ./.env src /app/", "'./.env'")]
    [TestCase("FROM web:1.0\nCOPY secrets/key.txt /app/", "'secrets/key.txt'")]
    [TestCase("FROM web:1.0\nONBUILD COPY .env /app/", "COPY")]
    public void Ignored_source_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile, ".env\nsecrets/\n").Judge<DockerfileCopyIgnoredFile>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nCOPY src /app/")]
    [TestCase("FROM web:1.0\nCOPY --from=build .env /app/")]
    [TestCase("FROM web:1.0\nADD https://example.com/.env /app/")]
    [TestCase("FROM web:1.0\nCOPY secret /app/")]
    [TestCase("FROM web:1.0\nCOPY $NAME /app/")]
    [TestCase("FROM web:1.0\nCOPY <<.env /app/\nx\n.env")]
    public void Other_sources_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile, ".env\nsecrets/\n").Judge<DockerfileCopyIgnoredFile>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nCOPY .env /app/", ".env\nsecrets/\n").Judge<DockerfileCopyIgnoredFile>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
