using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class HealthCheckMissingTests
{
    [TestCase("FROM web:1.0\n", "no HEALTHCHECK")]
    [TestCase("FROM web:1.0\nHEALTHCHECK NONE", "no HEALTHCHECK")]
    [TestCase("FROM a:1 AS a\nHEALTHCHECK CMD x\nFROM b:1", "second stage")]
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

    [TestCase("", "services.web.healthcheck")]
    [TestCase("healthcheck: {disable: true}", "services.web.healthcheck.disable")]
    [TestCase("healthcheck: {test: [NONE]}", "services.web.healthcheck.test[0]")]
    public void Service_without_check_is_reported(string fields, string path) =>
        Assert.That(Manifest.Service(fields).Judge<HealthCheckMissing>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("healthcheck: {test: curl -f localhost}")]
    [TestCase("healthcheck: {test: [CMD, /app, --health]}")]
    [TestCase("build: .")]
    public void Check_of_the_service_or_its_build_counts(string fields) => Assert.That(Manifest.Service(fields).Judge<HealthCheckMissing>(), Is.Empty);

    [Test]
    public void Pod_has_probes_instead() => Assert.That(Manifest.Pod().Judge<HealthCheckMissing>(), Is.Empty);

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
