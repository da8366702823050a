using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileSyntaxTests
{
    [TestCase("FROM web:1.0\nFOO bar", "unknown instruction: FOO")]
    [TestCase("FROM web:1.0\nCOPY a", "at least two arguments")]
    [TestCase("FROM web:1.0\nRUN --foo x", "unknown flag")]
    [TestCase("FROM web:1.0\nONBUILD FROM x", "isn't allowed")]
    [TestCase("FROM web:1.0\nENV a", "two arguments")]
    [TestCase("FROM web:1.0\nRUN <<EOF\nx", "unterminated")]
    [TestCase("RUN x", "no build stage")]
    [TestCase("RUN x\nFROM a:1", "before the first FROM")]
    [TestCase("FROM web:1.0\nCOPY a b c", "must be a directory")]
    [TestCase("FROM web:1.0\nWORKDIR ${x:y}", "unsupported modifier")]
    [TestCase("FROM web:1.0\nCMD [\"a\", 1]", "strings only")]
    [TestCase("FROM web:1.0\nSHELL bash", "JSON form")]
    [TestCase("FROM a:1 b", "one or three arguments")]
    public void What_BuildKit_rejects_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileSyntax>().Single();

        Assert.That(finding.Message, Does.Contain(words));
    }

    [TestCase("FROM web:1.0\nrun x")]
    [TestCase("FROM web:1.0\nCOPY a b c/")]
    [TestCase("FROM web:1.0\nCMD [a]")]
    [TestCase("FROM web:1.0\nRUN <<A cat <<B\nx\nA\ny\nB")]
    [TestCase("ARG a\nFROM x:1")]
    [TestCase("# escape=`\nFROM a:1\nRUN a `\n b")]
    [TestCase("FROM web:1.0\nCOPY --link --chown=1:1 a b")]
    [TestCase("FROM web:1.0\nHEALTHCHECK --interval=5s CMD a")]
    public void What_BuildKit_accepts_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileSyntax>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nFOO bar").Judge<DockerfileSyntax>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo(""));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
