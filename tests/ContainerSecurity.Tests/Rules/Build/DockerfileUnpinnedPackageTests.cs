using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileUnpinnedPackageTests
{
    [TestCase("FROM web:1.0\nRUN apt-get install -y curl", "'curl'")]
    [TestCase("FROM web:1.0\nRUN apk add a=1 b", "'b'")]
    [TestCase("FROM web:1.0\nRUN pip install requests", "'requests'")]
    [TestCase("FROM web:1.0\nRUN python3 -m pip install requests", "'requests'")]
    [TestCase("FROM web:1.0\nRUN npm i -g @acme/x", "'@acme/x'")]
    [TestCase("FROM web:1.0\nRUN dnf install -y httpd", "'httpd'")]
    [TestCase("FROM web:1.0\nRUN go install example.com/x@latest", "@latest")]
    [TestCase("FROM web:1.0\nRUN gem install a:1 b", "'b'")]
    [TestCase("FROM web:1.0\nRUN DEBIAN_FRONTEND=x sudo apt-get install -y a b", "'a', 'b'")]
    public void Package_without_version_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileUnpinnedPackage>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get install -y curl=1 ./a.deb")]
    [TestCase("FROM web:1.0\nRUN apt-get install -y $PACKAGES")]
    [TestCase("FROM web:1.0\nRUN pip install -r requirements.txt")]
    [TestCase("FROM web:1.0\nRUN pip install 'requests>=2' git+https://example.com/x@v1 .")]
    [TestCase("FROM web:1.0\nRUN npm ci && npm install")]
    [TestCase("FROM web:1.0\nRUN dnf install -y httpd-2.4.24")]
    [TestCase("FROM web:1.0\nRUN zypper in -y a=1")]
    [TestCase("FROM web:1.0\nRUN go install ./cmd/x")]
    [TestCase("FROM web:1.0\nRUN echo apt-get install curl")]
    [TestCase("FROM web:1.0\nRUN apt-get remove curl")]
    public void Versions_files_lists_and_variables_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileUnpinnedPackage>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN apt-get update && \\\n apt-get install -y \\\n curl").Judge<DockerfileUnpinnedPackage>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(4));
        }
    }
}
