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

    [TestCase("nginx", "")]
    [TestCase("nginx:latest", "")]
    [TestCase("registry.example:5000/nginx", "")]
    [TestCase("nginx:latest", "imagePullPolicy: ''")]
    public void Default_that_the_API_server_stores_for_the_tag_is_pulled_always(string image, string policy) =>
        Assert.That(new Manifest(Manifest.WithImage(image).Yaml + $"\n    {policy}\n").Judge<ImagePullPolicy>(), Is.Empty);

    [TestCase("nginx", "imagePullPolicy: IfNotPresent")]
    [TestCase("nginx:latest", "imagePullPolicy: Never")]
    [TestCase("nginx:latest-alpine", "")]
    public void Written_policy_and_another_tag_are_as_they_are(string image, string policy) =>
        Assert.That(new Manifest(Manifest.WithImage(image).Yaml + $"\n    {policy}\n").Judge<ImagePullPolicy>(), Has.Count.EqualTo(1));

    [TestCase("pull_policy: missing", 1)]
    [TestCase("pull_policy: always", 0)]
    public void No_engine_pulls_latest_again_by_itself(string policy, int count) =>
        Assert.That(new Manifest($"services: {{web: {{image: 'nginx:latest', {policy}}}}}").Judge<ImagePullPolicy>(), Has.Count.EqualTo(count));

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
