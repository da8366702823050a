using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfilePipeWithoutPipefailTests
{
    [TestCase("FROM web:1.0\nRUN case $a in x|y) b | c ;; esac", "b is lost")]
    [TestCase("FROM web:1.0\nRUN echo a | b | c", "b is lost")]
    [TestCase("FROM web:1.0\nRUN wget -O - x | wc -l", "wget")]
    [TestCase("FROM web:1.0\nSHELL [\"/bin/sh\", \"-o\", \"pipefail\", \"-c\"]\nRUN a | b", "a is lost")]
    [TestCase("FROM a:1 AS a\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nFROM b:1\nRUN x | y", "x is lost")]
    public void Pipe_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfilePipeWithoutPipefail>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN case $a in x|y) b ;; z|w) c ;; esac")]
    [TestCase("FROM web:1.0\nRUN echo a | b")]
    [TestCase("FROM web:1.0\nRUN yes | a")]
    [TestCase("FROM web:1.0\nRUN printf x | tee y")]
    [TestCase("FROM web:1.0\nSHELL [\"/usr/bin/env\", \"bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN a | b")]
    [TestCase("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN a | b")]
    [TestCase("FROM web:1.0\nRUN a && b || c")]
    [TestCase("FROM web:1.0\nSHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN a | b")]
    [TestCase("FROM web:1.0\nRUN set -o pipefail; a | b")]
    [TestCase("FROM web:1.0\nSHELL [\"pwsh\", \"-c\"]\nRUN a | b")]
    [TestCase("FROM web:1.0\nRUN echo 'a | b'")]
    [TestCase("FROM a:1 AS a\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nFROM a\nRUN x | y")]
    public void Pipefail_and_no_pipe_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfilePipeWithoutPipefail>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN a | b").Judge<DockerfilePipeWithoutPipefail>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
