using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileRelativeCopyDestinationTests
{
    [TestCase("FROM web:1.0\nCOPY a b", "'b'")]
    [TestCase("FROM web:1.0\nCOPY a .", "'.'")]
    [TestCase("FROM web:1.0\nCOPY a \"b/\"", "'b/'")]
    [TestCase("FROM web:1.0\nADD a b", "ADD")]
    [TestCase("FROM web:1.0\nCOPY --from=x /a b", "'b'")]
    [TestCase("FROM web:1.0\nCOPY [\"a\", \"b\"]", "'b'")]
    [TestCase("FROM web:1.0\nONBUILD COPY a b", "COPY")]
    [TestCase("FROM web:1.0\nCOPY <<EOF b\nx\nEOF", "'b'")]
    public void Relative_destination_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileRelativeCopyDestination>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nCOPY a /b")]
    [TestCase("FROM web:1.0\nCOPY a \"/b/\"")]
    [TestCase("FROM web:1.0\nWORKDIR /app\nCOPY a b")]
    [TestCase("FROM web:1.0\nWORKDIR $DIR\nCOPY a b")]
    [TestCase("FROM web:1.0\nCOPY a ${DIR}/b")]
    [TestCase("FROM web:1.0\nCOPY a c:\\data")]
    [TestCase("FROM web:1.0\nCOPY a \\\\data")]
    [TestCase("FROM web:1.0\nONBUILD WORKDIR /app\nONBUILD COPY a b")]
    public void Whole_paths_and_known_folders_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileRelativeCopyDestination>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nCOPY a b").Judge<DockerfileRelativeCopyDestination>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
