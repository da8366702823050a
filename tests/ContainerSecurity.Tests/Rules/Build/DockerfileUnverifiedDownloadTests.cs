using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileUnverifiedDownloadTests
{
    [TestCase("FROM web:1.0\nRUN curl -fsSLo i.sh https://example.com/i.sh && sh i.sh", "'i.sh'")]
    [TestCase("FROM web:1.0\nRUN wget https://example.com/i.sh && bash ./i.sh", "'./i.sh'")]
    [TestCase("FROM web:1.0\nRUN curl -O https://example.com/a/tool && chmod +x tool", "'tool'")]
    [TestCase("FROM web:1.0\nRUN curl -L https://example.com/t -o /usr/local/bin/t && chmod 755 /usr/local/bin/t", "'/usr/local/bin/t'")]
    [TestCase("FROM web:1.0\nRUN wget -qO /tmp/a.deb https://example.com/a.deb\nRUN dpkg -i /tmp/a.deb", "'/tmp/a.deb'")]
    [TestCase("FROM web:1.0\nRUN curl https://example.com/x > x.py && python3 x.py", "'x.py'")]
    [TestCase("FROM web:1.0\nRUN curl -o t https://example.com/t && mv t /usr/bin/u && chmod +x /usr/bin/u", "'/usr/bin/u'")]
    [TestCase("FROM web:1.0\nRUN wget \"https://example.com/a.rpm?x=1\" && rpm -ivh a.rpm", "'a.rpm'")]
    [TestCase("FROM web:1.0\nRUN curl -o k https://example.com/k && gpg --dearmor k && curl -o i.sh https://example.com/i && . i.sh", "'i.sh'")]
    [TestCase("FROM web:1.0\nONBUILD RUN curl -o i.sh https://example.com/i && ./i.sh", "'./i.sh'")]
    public void Unchecked_download_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileUnverifiedDownload>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN curl -o i.sh https://example.com/i && echo \"abc  i.sh\" | sha256sum -c - && sh i.sh")]
    [TestCase("FROM web:1.0\nRUN curl -o i.sh https://example.com/i && gpg --verify i.sh.asc i.sh && sh i.sh")]
    [TestCase("FROM web:1.0\nRUN curl -o a.json https://example.com/a.json")]
    [TestCase("FROM web:1.0\nRUN curl -o t https://example.com/t\nRUN sha512sum --check sums && chmod +x t")]
    [TestCase("FROM web:1.0\nRUN curl -o a.tgz https://example.com/a.tgz && tar xf a.tgz")]
    [TestCase("FROM web:1.0\nRUN sh i.sh")]
    [TestCase("FROM web:1.0\nRUN curl -s https://example.com/i -o /dev/null && sh null")]
    [TestCase("FROM web:1.0\nRUN wget -O- https://example.com/i && sh i")]
    [TestCase("FROM web:1.0\nRUN curl -o t https://example.com/t && chmod 644 t")]
    [TestCase("FROM web:1.0\nRUN curl -o t https://example.com/t && openssl dgst -sha256 -verify k t && ./t")]
    public void Checked_and_unused_downloads_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileUnverifiedDownload>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN curl -fsSLo i.sh https://example.com/i.sh && sh i.sh").Judge<DockerfileUnverifiedDownload>()
            .Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
