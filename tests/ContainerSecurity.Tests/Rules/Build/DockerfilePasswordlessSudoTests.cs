using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfilePasswordlessSudoTests
{
    [TestCase("FROM web:1.0\nRUN echo 'app ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers", "RUN")]
    [TestCase("FROM web:1.0\nRUN echo 'app ALL=(ALL) NOPASSWD: ALL' | sudo tee /etc/sudoers.d/app", "password")]
    [TestCase("FROM web:1.0\nRUN sed -i 's/%sudo.*/%sudo ALL=NOPASSWD:ALL/' /etc/sudoers", "RUN")]
    [TestCase("FROM web:1.0\nRUN printf '%s ALL=(ALL) NOPASSWD:ALL' app > /etc/sudoers.d/app", "RUN")]
    [TestCase("FROM web:1.0\nRUN cat <<EOF > /etc/sudoers.d/app\napp ALL=(ALL) NOPASSWD:ALL\nEOF", "RUN")]
    [TestCase("FROM web:1.0\nCOPY <<EOF /etc/sudoers.d/app\napp ALL=(ALL) NOPASSWD:ALL\nEOF", "COPY")]
    [TestCase("FROM web:1.0\nRUN echo 'Defaults !authenticate' >> /etc/sudoers", "RUN")]
    [TestCase("FROM web:1.0\nRUN bash -c \"echo 'app ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers\"", "RUN")]
    public void Rule_without_password_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfilePasswordlessSudo>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN echo 'app ALL=(ALL) ALL' >> /etc/sudoers")]
    [TestCase("FROM web:1.0\nRUN sed -i '/NOPASSWD/d' /etc/sudoers")]
    [TestCase("FROM web:1.0\nRUN grep NOPASSWD /etc/sudoers")]
    [TestCase("FROM web:1.0\nRUN apt-get install -y sudo")]
    public void Other_rules_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfilePasswordlessSudo>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN echo 'app ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers").Judge<DockerfilePasswordlessSudo>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
