using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileShellLinkTests
{
    [TestCase("FROM web:1.0\nRUN ln -sf /bin/bash /bin/sh")]
    [TestCase("FROM web:1.0\nRUN rm /bin/sh && ln -s /bin/bash /bin/sh")]
    [TestCase("FROM web:1.0\nRUN ln -snf bash /usr/bin/sh")]
    public void Link_at_the_shell_is_reported(string dockerfile)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileShellLink>().Single();

        Assert.That(finding.Message, Does.Contain("Allowed: SHELL"));
    }

    [TestCase("FROM web:1.0\nRUN ln -s /bin/sh /opt/sh")]
    [TestCase("FROM web:1.0\nRUN ln -sf /usr/bin/python3 /usr/bin/python")]
    [TestCase("FROM web:1.0\nRUN echo ln /bin/sh")]
    [TestCase("FROM web:1.0\nRUN ln")]
    public void Other_links_are_not_reported(string dockerfile) => Assert.That(Manifest.Build(dockerfile).Judge<DockerfileShellLink>(), Is.Empty);
}
