using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileUndefinedVariableTests
{
    [TestCase("FROM scratch\nCOPY $foo .", "'foo'")]
    [TestCase("FROM alpine:3.20\nCOPY $foo .", "'foo'")]
    [TestCase("FROM --platform=$BULIDPLATFORM a:1", "'BULIDPLATFORM'")]
    [TestCase("ARG x=1\nFROM scratch\nCOPY $x .", "'x'")]
    [TestCase("ARG IMAGE\nFROM $IMAGE", "names no image")]
    [TestCase("ARG TAG\nFROM busybox:${TAG}", "names no image")]
    [TestCase("FROM scratch\nCOPY <<EOF /x\na $foo\nEOF", "'foo'")]
    [TestCase("FROM scratch\nCOPY <<EOF /x\n'$foo' it's\nEOF", "'foo'")]
    [TestCase("FROM scratch\nCOPY $TARGETARCH .", "'TARGETARCH'")]
    [TestCase("FROM scratch AS b-amd64\nCOPY $foo .\nFROM b-$TARGETARCH", "'foo'")]
    [TestCase("FROM web:1.0\nENV A=1 B=$A", "the same ENV")]
    public void Undefined_variable_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileUndefinedVariable>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM scratch\nARG foo\nCOPY $foo .")]
    [TestCase("FROM scratch\nCOPY ${foo:-x} .")]
    [TestCase("FROM web:1.0\nCOPY $foo .")]
    [TestCase("FROM --platform=$BUILDPLATFORM a:1")]
    [TestCase("ARG V=1\nFROM a:$V")]
    [TestCase("ARG V\nFROM a:x$V")]
    [TestCase("FROM scratch\nENV PATH=/x:$PATH")]
    [TestCase("FROM scratch\nRUN echo $foo")]
    [TestCase("FROM scratch AS a\nENV x=1\nFROM a\nCOPY $x .")]
    [TestCase("FROM scratch AS a\nCOPY $x .\nFROM scratch")]
    [TestCase("FROM scratch\nCOPY '$foo' .")]
    [TestCase("FROM a:1 AS b-amd64\nFROM a:1 AS b-arm64\nFROM b-${TARGETARCH}")]
    [TestCase("FROM a:$TARGETOS-$TARGETARCH$TARGETVARIANT")]
    [TestCase("ARG TARGETARCH\nFROM a:$TARGETARCH")]
    [TestCase("FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH .")]
    [TestCase("FROM scratch\nCOPY <<'EOF' /x\na $foo\nEOF")]
    [TestCase("FROM scratch\nCOPY <<EOF /x\na \\$foo\nEOF")]
    [TestCase("FROM web:1.0\nENV A=1\nENV A=2 B=$A")]
    public void Defined_given_and_unknown_variables_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileUndefinedVariable>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM scratch\nCOPY $foo .").Judge<DockerfileUndefinedVariable>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
