using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileEmptyContinuationTests
{
    [TestCase("FROM web:1.0\nEXPOSE \\\n\n80", "EXPOSE")]
    [TestCase("FROM web:1.0\nRUN a \\\n\n  && b", "RUN")]
    [TestCase("FROM web:1.0\nRUN a \\\n  \n  && b", "RUN")]
    [TestCase("FROM web:1.0\nONBUILD RUN a \\\n\n  && b", "RUN")]
    public void Empty_line_inside_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileEmptyContinuation>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nEXPOSE \\\n# web\n80")]
    [TestCase("FROM web:1.0\nRUN a \\\n  && b\n\nRUN c")]
    [TestCase("FROM web:1.0\nRUN <<EOF\na\n\nb\nEOF")]
    public void Comments_inside_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileEmptyContinuation>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nEXPOSE \\\n\n80").Judge<DockerfileEmptyContinuation>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
