using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class UnsafeSysctlTests
{
    [TestCase("kernel.msgmax")]
    [TestCase("net/ipv4/tcp_syncookies")]
    [TestCase("net.core.somaxconn")]
    public void Sysctl_outside_the_list_is_reported_with_the_list(string name)
    {
        Finding finding = Manifest.Pod(pod: $"securityContext: {{sysctls: [{{name: {name}, value: '1'}}]}}").Judge<UnsafeSysctl>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.securityContext.sysctls[0].name"));
        Assert.That(finding.Message, Does.Contain(name).And.Contain("net.ipv4.tcp_syncookies, "));
    }

    [TestCase("net.ipv4.tcp_syncookies")]
    [TestCase("'{{ .Values.sysctl }}'")]
    public void Sysctl_of_the_list_and_an_unknown_one_are_not_reported(string name)
    {
        Assert.That(Manifest.Pod(pod: $"securityContext: {{sysctls: [{{name: {name}, value: '1'}}]}}").Judge<UnsafeSysctl>(), Is.Empty);
    }

    [TestCase(28, ExpectedResult = 1)]
    [TestCase(29, ExpectedResult = 0)]
    public int List_grows_with_the_version(int minor) =>
        new Manifest(
            Manifest.Pod(
                pod: "securityContext: {sysctls: [{name: net.ipv4.tcp_keepalive_time, value: '60'}]}").Yaml)
        {
            Version = new KubernetesVersion(minor)
        }.Judge<UnsafeSysctl>().Count;

    [TestCase("kernel.msgmax", ExpectedResult = 0)]
    [TestCase("net.core.somaxconn", ExpectedResult = 0)]
    [TestCase("net.core.somaxconn2", ExpectedResult = 1)]
    [TestCase("net/core/somaxconn", ExpectedResult = 1)]
    [TestCase("kernel.sem", ExpectedResult = 1)]
    [TestCase("net.ipv4.tcp_syncookies", ExpectedResult = 0)]
    public int Kernel_parameter_that_the_policy_allows_is_not_reported(string name) =>
        Manifest.Pod(pod: $"securityContext: {{sysctls: [{{name: {name}, value: '1'}}]}}").With("allowedUnsafeSysctls", "kernel.msg*", "net.core.somaxconn")
            .Judge<UnsafeSysctl>().Count;
}
