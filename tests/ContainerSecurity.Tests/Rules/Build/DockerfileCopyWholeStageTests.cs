using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileCopyWholeStageTests
{
    [TestCase("FROM web:1.0\nCOPY --from=web:2 / /", "'web:2'")]
    [TestCase("FROM web:1.0\nCOPY --from=example.com/web /. /", "example.com/web")]
    [TestCase("FROM web:1.0\nCOPY --from=web:2 /* /", "web:2")]
    [TestCase("FROM web:1.0\nCOPY --from=web:2 . /", "web:2")]
    [TestCase("FROM web:1.0\nONBUILD COPY --from=web:2 / /", "web:2")]
    [TestCase("FROM web:1.0\nCOPY --from=web:2 [\"/\", \"/\"]", "web:2")]
    public void Whole_root_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileCopyWholeStage>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nCOPY --from=web:2 /app /app")]
    [TestCase("FROM web:1.0\nCOPY --from=files . /app")]
    [TestCase("FROM web:1.0\nCOPY / /app")]
    [TestCase("FROM web:1.0\nCOPY --from=web:2 /app/. /")]
    [TestCase("FROM web:1.0\nRUN --mount=from=web:2,target=/x true")]
    public void Single_paths_and_folders_of_the_builder_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileCopyWholeStage>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nCOPY --from=web:2 / /").Judge<DockerfileCopyWholeStage>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
