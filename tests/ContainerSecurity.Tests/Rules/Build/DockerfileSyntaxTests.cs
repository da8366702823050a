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
    [TestCase("FROM web:1.0\nCOPY --from=$X a b", "variable expansion is not supported")]
    [TestCase("FROM web:1.0\nCOPY --from=a --from=b a b", "duplicate flag")]
    [TestCase("FROM web:1.0\nCOPY --chmod=999 a b", "invalid chmod")]
    [TestCase("FROM web:1.0\nCOPY --link=maybe a b", "boolean")]
    [TestCase("FROM web:1.0\nCOPY --link= a b", "missing a value")]
    [TestCase("FROM web:1.0\nCOPY --chown a b", "missing a value")]
    [TestCase("FROM web:1.0\nCOPY https://a.example/x /x", "can't be a URL")]
    [TestCase("FROM web:1.0\nRUN --mount=type=none,target=/x y", "unsupported mount type")]
    [TestCase("FROM web:1.0\nRUN --mount=type=cache,foo=1,target=/x y", "unexpected key 'foo'")]
    [TestCase("FROM web:1.0\nRUN --mount=type=cache,target=/x,ro=perhaps y", "invalid value for ro")]
    [TestCase("FROM web:1.0\nRUN --mount=type=tmpfs,target=/x,size=big y", "invalid value for size")]
    [TestCase("FROM web:1.0\nRUN --mount=type=secret y", "one of source, target")]
    [TestCase("FROM web:1.0\nRUN --mount=type=bind,uid=5,target=/x y", "uid not allowed")]
    [TestCase("FROM web:1.0\nRUN --mount=type=cache,target=/ y", "invalid mount target")]
    [TestCase("FROM web:1.0\nRUN --mount=type=bind,from=$A,target=/x y", "doesn't support variable")]
    [TestCase("FROM web:1.0\nRUN --mount=type=cache,sharing=all,target=/x y", "unsupported sharing")]
    [TestCase("FROM web:1.0\nRUN --mount=type=ssh,size=1 y", "unexpected key 'size' for mount type 'ssh'")]
    [TestCase("FROM web:1.0\nRUN --network=bridge x", "invalid network mode")]
    [TestCase("FROM web:1.0\nRUN --security=none x", "is not valid")]
    [TestCase("FROM web:1.0\nRUN --device=a,b=c x", "unexpected key 'b'")]
    [TestCase("FROM web:1.0\nHEALTHCHECK --interval=5 CMD a", "missing unit")]
    [TestCase("FROM web:1.0\nHEALTHCHECK --timeout=10us CMD a", "cannot be less than 1ms")]
    [TestCase("FROM web:1.0\nHEALTHCHECK --retries=-1 CMD a", "cannot be negative")]
    [TestCase("FROM web:1.0\nHEALTHCHECK --retries=x CMD a", "ParseInt")]
    [TestCase("FROM web:1.0\nSTOPSIGNAL SIGFOO", "invalid signal")]
    [TestCase("FROM web:1.0\nSTOPSIGNAL 0", "invalid signal")]
    [TestCase("FROM web:1.0\nEXPOSE 80/http", "invalid proto")]
    [TestCase("FROM web:1.0\nADD --checksum=sha256:12 https://a.example/x /x", "checksum")]
    [TestCase("FROM web:1.0\nADD --checksum=sha256:12 a /x", "requires HTTP(S) or Git")]
    [TestCase("FROM web:1.0\nARG =x", "names can not be blank")]
    [TestCase("FROM web:1.0\nVOLUME [\"\"]", "empty string")]
    [TestCase("FROM web:1.0\nONBUILD ENV a", "two arguments")]
    [TestCase("FROM web:1.0\nCOPY <<EOF /x\n${a:y}\nEOF", "unsupported modifier")]
    [TestCase("FROM --platform=$X web:1.0", "empty platform")]
    [TestCase("FROM --platform=foo web:1.0", "failed to parse platform")]
    [TestCase("FROM a:1 AS a\nONBUILD RUN --foo x\nFROM a", "unknown flag")]
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
    [TestCase("FROM web:1.0\nONBUILD FOO bar")]
    [TestCase("FROM web:1.0\nONBUILD RUN --foo x")]
    [TestCase("FROM web:1.0\nONBUILD COPY --from=$X a b")]
    [TestCase("FROM web:1.0\nONBUILD ENV a=${b:c}")]
    [TestCase("FROM web:1.0\nCOPY --link=TRUE --chmod=u+rwx,go-w a b")]
    [TestCase("FROM web:1.0\nCOPY --chmod=$M a b")]
    [TestCase("FROM web:1.0\nCOPY --exclude=a --exclude=b a b")]
    [TestCase("FROM web:1.0\nRUN --mount=type=$T,target=/x y")]
    [TestCase("FROM web:1.0\nRUN --mount=target=/x,ro --mount=type=secret,id=a,env=A --mount=type=tmpfs,target=/t,size=64m y")]
    [TestCase("FROM web:1.0\nRUN --mount=type=cache,id=$A,uid=5,mode=0755,sharing=Locked,target=/x y")]
    [TestCase("FROM web:1.0\nRUN --mount=type=ssh,required y")]
    [TestCase("FROM web:1.0\nRUN --network=none --security=insecure --device=a.example/b=c,required x")]
    [TestCase("FROM web:1.0\nHEALTHCHECK --interval=1m30s --timeout=0 --retries=3 CMD a")]
    [TestCase("FROM web:1.0\nHEALTHCHECK --foo NONE")]
    [TestCase("FROM web:1.0\nSTOPSIGNAL SIGRTMIN+3")]
    [TestCase("FROM web:1.0\nSTOPSIGNAL quit")]
    [TestCase("FROM web:1.0\nSTOPSIGNAL 9")]
    [TestCase("FROM web:1.0\nSTOPSIGNAL $S")]
    [TestCase("FROM web:1.0\nEXPOSE 80/TCP 53/udp 9/sctp")]
    [TestCase("FROM web:1.0\nARG --x a")]
    [TestCase("FROM web:1.0\nCOPY <<EOF /x\n'${a}' \\${b:c} it's\nEOF")]
    [TestCase("FROM web:1.0\nCOPY <<'EOF' /x\n${a:y}\nEOF")]
    [TestCase("FROM web:1.0\nADD --checksum=24ca457 https://a.example/x.git /x")]
    [TestCase("FROM --platform=linux/arm64/v8 a:1")]
    [TestCase("FROM --platform=$BUILDPLATFORM a:1")]
    [TestCase("FROM --platform=x86_64 a:1")]
    [TestCase("ARG a\nFROM x:1")]
    [TestCase("# escape=`\nFROM a:1\nRUN a `\n b")]
    [TestCase("FROM web:1.0\nCOPY --link --chown=1:1 a b")]
    [TestCase("FROM web:1.0\nHEALTHCHECK --interval=5s CMD a")]
    public void What_BuildKit_accepts_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileSyntax>(), Is.Empty);
    }

    [TestCase("FROM web:1.0\nFOO a\nBAR b", 2)]
    [TestCase("FROM web:1.0\nFOO a\nENV b", 3)]
    [TestCase("FROM web:1.0\nSTOPSIGNAL SIGFOO\nFOO a", 3)]
    [TestCase("FROM web:1.0\nSTOPSIGNAL SIGFOO\nCOPY --from=$X a b", 3)]
    public void Builder_stops_at_its_first_problem(string dockerfile, int line)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileSyntax>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(line));
    }

    [TestCase("FROM {{ base }}\nRUN x", 1)]
    [TestCase("FROM a:1\n{% if b %}\nRUN x\n{% endif %}", 2)]
    [TestCase("<% if b %>\nFROM a:1", 1)]
    [TestCase("FROM a:1\n{{- if b }}\nFOO x", 2)]
    [TestCase("FROM %%BASE%%", 1)]
    public void Template_gets_one_finding(string dockerfile, int line)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileSyntax>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Message, Does.Contain("template"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(line));
        }
    }

    [TestCase("FROM a:1\nRUN docker inspect --format '{{.Id}}' x")]
    [TestCase("FROM a:1\nRUN x \\\n {{.Id}}")]
    [TestCase("FROM a:1\nCOPY <<EOF /x\n{{ y }}\nEOF")]
    [TestCase("# {{ x }}\nFROM a:1")]
    public void Braces_in_commands_and_bodies_make_no_template(string dockerfile)
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
