using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileEmptyPasswordTests
{
    [TestCase("FROM web:1.0\nRUN passwd -d root", "'root'")]
    [TestCase("FROM web:1.0\nRUN passwd --delete app", "'app'")]
    [TestCase("FROM web:1.0\nRUN usermod -p '' root", "'root'")]
    [TestCase("FROM web:1.0\nRUN useradd --password '' app", "'app'")]
    [TestCase("FROM web:1.0\nRUN echo 'root:' | chpasswd", "'root'")]
    [TestCase("FROM web:1.0\nRUN printf 'root:\\n' | chpasswd", "'root'")]
    [TestCase("FROM web:1.0\nRUN sed -i 's/^root:x:/root::/' /etc/passwd", "sed")]
    [TestCase("FROM web:1.0\nRUN sed -i -e 's/^root:[^:]*:/root::/' /etc/shadow", "sed")]
    [TestCase("FROM web:1.0\nRUN echo 'root::0:0::/root:/bin/sh' >> /etc/passwd", "'root'")]
    [TestCase("FROM web:1.0\nRUN sudo passwd -d root", "'root'")]
    public void Empty_password_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileEmptyPassword>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN passwd -l root")]
    [TestCase("FROM web:1.0\nRUN usermod -L root")]
    [TestCase("FROM web:1.0\nRUN usermod -p '!' root")]
    [TestCase("FROM web:1.0\nRUN sed -i 's/^root:x:/root:*:/' /etc/passwd")]
    [TestCase("FROM web:1.0\nRUN echo 'app:x:1000:1000::/home/app:/bin/sh' >> /etc/passwd")]
    [TestCase("FROM web:1.0\nRUN echo 'a::b'")]
    [TestCase("FROM web:1.0\nRUN adduser -D app")]
    [TestCase("FROM web:1.0\nRUN useradd app")]
    [TestCase("FROM web:1.0\nRUN echo root | cat")]
    public void Locked_accounts_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileEmptyPassword>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN passwd -d root").Judge<DockerfileEmptyPassword>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
