using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Resources;

namespace ContainerSecurity.Tests.Rules.Resources;

public class HealthCheckMissingTests
{
    [TestCase("FROM web:1.0\n", "no HEALTHCHECK")]
    [TestCase("FROM web:1.0\nHEALTHCHECK NONE", "no HEALTHCHECK")]
    [TestCase("FROM a:1 AS a\nHEALTHCHECK CMD x\nFROM b:1", "stage 1")]
    public void Image_without_check_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<HealthCheckMissing>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nHEALTHCHECK CMD x")]
    [TestCase("FROM a:1 AS a\nHEALTHCHECK CMD x\nFROM a")]
    [TestCase("RUN x")]
    public void Check_of_the_image_or_its_stages_counts(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<HealthCheckMissing>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\n").Judge<HealthCheckMissing>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].from"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(1));
        }
    }
}
