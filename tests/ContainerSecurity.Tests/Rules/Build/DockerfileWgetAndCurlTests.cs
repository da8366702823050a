using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileWgetAndCurlTests
{
    [TestCase("FROM web:1.0\nRUN wget a\nRUN curl b", 3, "by curl and by wget")]
    [TestCase("FROM web:1.0\nRUN curl a && wget b", 2, "by wget and by curl")]
    [TestCase("FROM web:1.0\nRUN sh -c 'curl a'\nONBUILD RUN wget b", 3, "by wget and by curl")]
    [TestCase("FROM web:1.0 AS a\nRUN curl a\nFROM a\nRUN curl a\nRUN wget b", 5, "by wget and by curl")]
    public void Stage_with_both_is_reported_at_the_second(string dockerfile, int line, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileWgetAndCurl>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Span.Line, Is.EqualTo(line));
            Assert.That(finding.Message, Does.Contain(words));
        }
    }

    [TestCase("FROM web:1.0\nRUN wget a\nRUN wget b")]
    [TestCase("FROM web:1.0 AS a\nRUN wget a\nFROM web:1.0\nRUN curl b")]
    [TestCase("FROM web:1.0\nRUN apt-get install -y wget && curl a")]
    [TestCase("FROM web:1.0\nRUN wget a\nHEALTHCHECK CMD curl localhost")]
    public void One_program_in_a_stage_is_not_reported(string dockerfile) =>
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileWgetAndCurl>(), Is.Empty);
}
