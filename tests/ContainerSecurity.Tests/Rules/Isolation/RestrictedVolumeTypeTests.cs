using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class RestrictedVolumeTypeTests
{
    [TestCase("nfs: {server: a, path: /}", "nfs")]
    [TestCase("gitRepo: {repository: a}", "gitRepo")]
    public void Type_outside_the_list_is_reported_with_the_list(string source, string type)
    {
        Finding finding = Manifest.Pod(pod: $"volumes: [{{name: data, {source}}}]").Judge<RestrictedVolumeType>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo($"spec.volumes[0].{type}"));
        Assert.That(finding.Message, Does.Contain(type).And.Contain("emptyDir, ephemeral"));
    }

    [TestCase("name: data")]
    [TestCase("name: data, emptyDir: {}")]
    [TestCase("name: data, image: {reference: a}")]
    [TestCase("name: data, hostPath: {path: /srv}")]
    public void Types_of_the_list_and_host_folders_are_not_reported(string volume)
    {
        Assert.That(Manifest.Pod(pod: $"volumes: [{{{volume}}}]").Judge<RestrictedVolumeType>(), Is.Empty);
    }
}
