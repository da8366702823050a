using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class EmptyDirWithoutLimitTests
{
    [TestCase("emptyDir: {}", "disk")]
    [TestCase("emptyDir: null", "disk")]
    [TestCase("", "disk")]
    [TestCase("emptyDir: {sizeLimit: 0}", "disk")]
    [TestCase("emptyDir: {medium: Memory}", "memory")]
    public void EmptyDir_without_a_limit_is_reported(string source, string fills)
    {
        IReadOnlyList<Finding> findings = Volume(source).Judge<EmptyDirWithoutLimit>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.volumes[0].emptyDir.sizeLimit"));
        Assert.That(findings[0].Message, Does.Contain("'cache'").And.Contain(fills));
    }

    [TestCase("emptyDir: {sizeLimit: 100Mi}")]
    [TestCase("emptyDir: {sizeLimit: '{{ .Values.size }}'}")]
    [TestCase("emptyDir: '{{ .Values.cache }}'")]
    [TestCase("configMap: '{{ .Values.settings }}'")]
    [TestCase("configMap: {name: web}")]
    public void Other_volumes_are_not_reported(string source) => Assert.That(Volume(source).Judge<EmptyDirWithoutLimit>(), Is.Empty);

    private static Manifest Volume(string source) => Manifest.Pod(pod: $"volumes:\n- name: cache\n  {source}");
}
