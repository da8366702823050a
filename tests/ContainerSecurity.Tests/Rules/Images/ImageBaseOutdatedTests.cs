using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageBaseOutdatedTests
{
    private const string OnTwoLayers = "layers: [{id: a}, {id: b}, {id: own}]\n";

    [TestCase("bases: [{name: debian:13, layers: [a, b]}]")]
    [TestCase("bases: [{name: debian:13, layers: [a]}]")]
    [TestCase("bases: []")]
    [TestCase("bases: [{name: debian:13, layers: [x]}, {name: alpine:3.23, layers: [y]}]", TestName = "Several bases that share nothing say nothing")]
    [TestCase("bases: [{name: alpine:3.23, layers: [y]}, {name: debian:13, layers: [a, b]}]", TestName = "The base whose layers it has counts")]
    public void Image_on_its_base_as_it_is_now_is_accepted(string bases) =>
        Assert.That(Manifest.Image(OnTwoLayers + bases).Judge<ImageBaseOutdated>(), Is.Empty);

    [TestCase("bases: [{name: debian:13, layers: [a, new]}]", "only its lowest 1 of 2 layers is", "layers 2 to 3")]
    [TestCase("bases: [{name: debian:13, layers: [new]}]", "none of its 3 layers is", "layers 1 to 3")]
    [TestCase("bases: [{name: debian:13, layers: [a, b, new]}]", "only its lowest 2 of 3 layers are", "layer 3")]
    [TestCase("bases: [{name: debian:13.1, layers: [a, b], created: 2026-01-01}, {name: debian:13.2, layers: [a, c], created: 2026-02-01}]", "'debian:13.2'",
        "made on 2026-02-01")]
    public void Layers_of_an_older_base_are_reported_with_what_to_build_again(string bases, string what, string again)
    {
        Finding finding = Manifest.Image(OnTwoLayers + bases).Judge<ImageBaseOutdated>().Single();

        Assert.That(finding.Message, Does.Contain(what).And.Contain(again).And.Contain("Allowed: "));
    }

    [Test]
    public void Base_that_the_image_names_is_the_one_compared()
    {
        const string Named = OnTwoLayers + "config: {Labels: {org.opencontainers.image.base.name: docker.io/library/alpine:3.23}}\n";
        Finding finding = Manifest.Image(Named + "bases: [{name: debian:13, layers: [a, b]}, {name: alpine:3.23, layers: [y]}]")
            .Judge<ImageBaseOutdated>()
            .Single();

        Assert.That(finding.Message, Does.Contain("'alpine:3.23'"));
        Assert.That(finding.Location.Path, Is.EqualTo("config.Labels['org.opencontainers.image.base.name']"));
    }

    [Test]
    public void Digest_of_the_present_base_is_enough()
    {
        string named = OnTwoLayers
            + $"annotations: {{org.opencontainers.image.base.name: debian:13, org.opencontainers.image.base.digest: '{ImageDescription.Id("now")}'}}\n";

        Assert.That(Manifest.Image(named + "bases: [{name: debian:13, layers: [squashed], digest: now}]").Judge<ImageBaseOutdated>(), Is.Empty);
        Assert.That(Manifest.Image(named + "bases: [{name: debian:13, layers: [squashed], digest: later}]").Judge<ImageBaseOutdated>(), Has.Count.EqualTo(1));
    }
}
