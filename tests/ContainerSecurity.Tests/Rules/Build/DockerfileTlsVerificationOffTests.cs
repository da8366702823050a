using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileTlsVerificationOffTests
{
    [TestCase("FROM web:1.0\nRUN curl -fsSLk x", "-fsSLk")]
    [TestCase("FROM web:1.0\nRUN curl --insecure x", "--insecure")]
    [TestCase("FROM web:1.0\nRUN wget --no-check-certificate x", "wget")]
    [TestCase("FROM web:1.0\nRUN pip install --trusted-host h a==1", "pip")]
    [TestCase("FROM web:1.0\nRUN npm config set strict-ssl false", "strict-ssl")]
    [TestCase("FROM web:1.0\nRUN apt-get install -y --allow-unauthenticated a=1", "apt-get")]
    [TestCase("FROM web:1.0\nRUN git -c http.sslVerify=false clone x", "git")]
    [TestCase("FROM web:1.0\nENV NODE_TLS_REJECT_UNAUTHORIZED=0", "NODE_TLS_REJECT_UNAUTHORIZED")]
    [TestCase("FROM web:1.0\nRUN GIT_SSL_NO_VERIFY=true git clone x", "git")]
    public void Switch_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileTlsVerificationOff>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN curl -fsSL -o k x")]
    [TestCase("FROM web:1.0\nRUN curl -okey x")]
    [TestCase("FROM web:1.0\nRUN wget x")]
    [TestCase("FROM web:1.0\nRUN npm config set strict-ssl true")]
    [TestCase("FROM web:1.0\nENV NODE_TLS_REJECT_UNAUTHORIZED=1")]
    [TestCase("FROM web:1.0\nRUN echo '--insecure'")]
    [TestCase("FROM web:1.0\nRUN tar -k x")]
    public void Verified_downloads_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileTlsVerificationOff>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN curl -k x").Judge<DockerfileTlsVerificationOff>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
