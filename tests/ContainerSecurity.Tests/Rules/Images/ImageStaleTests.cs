using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageStaleTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static IReadOnlyList<Finding> Judge(string yaml, string? days = "90")
    {
        Manifest image = Manifest.Image(yaml + "\nlayers: [{id: a}]\n");
        image.Now = Now;
        if (days is not null)
            image.Parameters["maxImageAge"] = [days];
        return image.Judge<ImageStale>();
    }

    [Test]
    public void Image_older_than_allowed_is_reported_with_its_age()
    {
        Finding finding = Judge("created: 2026-01-01T00:00:00Z").Single();

        Assert.That(finding.Message, Is.EqualTo("The image was made on 2026-01-01, 151 days ago. Allowed: at most 90 days."));
        Assert.That(finding.Location.Path, Is.EqualTo("created"));
    }

    [TestCase("created: 2026-05-01T00:00:00Z", "90")]
    [TestCase("created: 2026-01-01T00:00:00Z", null)]
    [TestCase("created: 1970-01-01T00:00:00Z", "90", TestName = "A reproducible build has no age")]
    [TestCase("config: {}", "90")]
    public void Image_that_is_young_or_of_unknown_age_is_accepted(string yaml, string? days) => Assert.That(Judge(yaml, days), Is.Empty);
}
