using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileSystemWorkdirTests
{
    [TestCase("FROM web:1.0\nWORKDIR /etc", "'/etc'")]
    [TestCase("FROM web:1.0\nWORKDIR /usr/bin/", "'/usr/bin/'")]
    [TestCase("FROM web:1.0\nWORKDIR \"/usr/sbin\"", "/usr/sbin")]
    [TestCase("FROM web:1.0\nWORKDIR /app/../bin", "/app/../bin")]
    [TestCase("FROM web:1.0\nWORKDIR /proc/self", "/proc/self")]
    [TestCase("FROM web:1.0\nWORKDIR C:/Windows/System32", "Windows")]
    [TestCase("FROM web:1.0\nARG D=/lib\nWORKDIR $D", "'/lib'")]
    [TestCase("FROM web:1.0\nONBUILD WORKDIR /dev", "'/dev'")]
    public void Folder_of_the_system_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileSystemWorkdir>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nWORKDIR /app")]
    [TestCase("FROM web:1.0\nWORKDIR /")]
    [TestCase("FROM web:1.0\nWORKDIR /usr/src/app")]
    [TestCase("FROM web:1.0\nWORKDIR /usr/local")]
    [TestCase("FROM web:1.0\nWORKDIR /etc/nginx")]
    [TestCase("FROM web:1.0\nWORKDIR /opt/bin")]
    [TestCase("FROM web:1.0\nWORKDIR $DIR")]
    [TestCase("FROM web:1.0\nWORKDIR bin")]
    [TestCase("FROM web:1.0\nWORKDIR /dev/shm/x")]
    [TestCase("FROM web:1.0\nWORKDIR C:\\app")]
    public void Folders_of_programs_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileSystemWorkdir>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nWORKDIR /etc").Judge<DockerfileSystemWorkdir>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
