using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImagePullPolicyTests
{
    private const string Digest = "sha256:6b0c2f2a8b1d2f0f3a9d1c5e7b8a90123456789abcdef0123456789abcdef012";

    [TestCase("imagePullPolicy: IfNotPresent", "'IfNotPresent'")]
    [TestCase("imagePullPolicy: Never", "'Never'")]
    [TestCase("", "unset")]
    public void Tag_that_is_not_pulled_always_is_reported(string container, string policy)
    {
        Finding finding = Manifest.Pod(container).Judge<ImagePullPolicy>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].imagePullPolicy"));
        Assert.That(finding.Message, Does.Contain($"pull policy {policy}").And.Contain("Allowed: Always, or a digest"));
    }

    [Test]
    public void Default_that_depends_on_the_tag_does_not_count()
    {
        Assert.That(Manifest.WithImage("nginx").Judge<ImagePullPolicy>(), Has.Count.EqualTo(1));
    }

    [TestCase("imagePullPolicy: Always")]
    [TestCase("imagePullPolicy: '{{ .Values.pullPolicy }}'")]
    public void Policy_that_is_Always_or_not_known_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<ImagePullPolicy>(), Is.Empty);
    }

    [TestCase("web@" + Digest)]
    [TestCase("web:1.0@" + Digest)]
    [TestCase("\"{{ .Values.image }}\"")]
    public void Image_with_a_digest_or_not_known_is_not_reported(string image)
    {
        Assert.That(Manifest.WithImage(image).Judge<ImagePullPolicy>(), Is.Empty);
    }

    [Test]
    public void Image_volume_is_judged_by_its_own_policy()
    {
        const string Volumes = "volumes: [{name: a, image: {reference: 'models:1', pullPolicy: Always}}, {name: b, image: {reference: 'models:1', pullPolicy: Never}}]";

        Finding finding = Manifest.Pod("imagePullPolicy: Always", Volumes).Judge<ImagePullPolicy>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.volumes[1].image.pullPolicy"));
    }
}
