using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileRunCdTests
{
    [TestCase("FROM web:1.0\nRUN cd /src && make", "'cd /src'")]
    [TestCase("FROM web:1.0\nRUN make; cd /src", "'cd /src'")]
    [TestCase("FROM web:1.0\nRUN sh -c \"cd /src && make\"", "'cd /src'")]
    [TestCase("FROM web:1.0\nRUN [\"cd\", \"/src\"]", "'cd /src'")]
    [TestCase("FROM web:1.0\nRUN cd a && cd b", "'cd a'")]
    [TestCase("FROM web:1.0\nONBUILD RUN cd /src && make", "'cd /src'")]
    [TestCase("FROM web:1.0\nRUN <<EOF\ncd /src\nEOF", "'cd /src'")]
    public void Change_of_folder_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileRunCd>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nWORKDIR /src\nRUN make")]
    [TestCase("FROM web:1.0\nRUN make -C /src")]
    [TestCase("FROM web:1.0\nRUN echo cd /src")]
    [TestCase("FROM web:1.0\nCMD cd /src && run")]
    [TestCase("FROM web:1.0\nRUN git -C cd clone x")]
    public void Other_commands_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileRunCd>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN cd /src && make").Judge<DockerfileRunCd>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
