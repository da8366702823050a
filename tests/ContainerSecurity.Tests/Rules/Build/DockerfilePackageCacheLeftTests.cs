using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfilePackageCacheLeftTests
{
    [TestCase("FROM web:1.0\nRUN apt-get update && apt-get install -y a", "/var/lib/apt")]
    [TestCase("FROM web:1.0\nRUN apk add a", "/var/cache/apk")]
    [TestCase("FROM web:1.0\nRUN yum clean all && yum install -y a", "yum install")]
    [TestCase("FROM web:1.0\nRUN pip install a", "pip install")]
    [TestCase("FROM a:1 AS a\nRUN dnf install -y x\nFROM a", "dnf install")]
    [TestCase("FROM web:1.0\nENV PIP_NO_CACHE_DIR=0\nRUN pip install a", "pip")]
    public void Cache_in_the_layer_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfilePackageCacheLeft>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*")]
    [TestCase("FROM web:1.0\nRUN apk add --no-cache a")]
    [TestCase("FROM web:1.0\nRUN dnf install -y a && dnf clean all")]
    [TestCase("FROM web:1.0\nRUN --mount=type=cache,target=/root/.cache/pip pip install a")]
    [TestCase("FROM web:1.0\nENV PIP_NO_CACHE_DIR=1\nRUN pip install a")]
    [TestCase("FROM a:1 AS a\nRUN dnf install -y x\nFROM b:1\nCOPY --from=a /x /x")]
    public void Emptied_mounted_and_thrown_away_caches_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfilePackageCacheLeft>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN apk add a").Judge<DockerfilePackageCacheLeft>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
