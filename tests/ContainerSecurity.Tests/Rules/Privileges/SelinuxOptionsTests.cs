using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class SelinuxOptionsTests
{
    [TestCase("type: spc_t", "type")]
    [TestCase("user: system_u", "user")]
    [TestCase("role: sysadm_r", "role")]
    public void Option_outside_the_standard_is_reported_at_pod_and_container(string option, string field)
    {
        string security = $"securityContext: {{seLinuxOptions: {{{option}}}}}";

        Assert.That(Manifest.Pod(security, security).Judge<SelinuxOptions>().Select(f => f.Location.Path),
            Is.EqualTo(new[] { $"spec.securityContext.seLinuxOptions.{field}", $"spec.containers[0].securityContext.seLinuxOptions.{field}" }));
    }

    [TestCase("type: container_t")]
    [TestCase("type: ''")]
    [TestCase("level: 's0:c123,c456'")]
    [TestCase("type: '{{ .Values.type }}'")]
    public void Options_of_the_standard_are_not_reported(string option)
    {
        Assert.That(Manifest.Pod($"securityContext: {{seLinuxOptions: {{{option}}}}}").Judge<SelinuxOptions>(), Is.Empty);
    }

    [TestCase(30, ExpectedResult = 1)]
    [TestCase(31, ExpectedResult = 0)]
    public int Engine_type_is_allowed_from_v1_31_on(int minor) =>
        new Manifest(
            Manifest.Pod(
                "securityContext: {seLinuxOptions: {type: container_engine_t}}").Yaml)
        {
            Version = new KubernetesVersion(minor)
        }.Judge<SelinuxOptions>().Count;
}
