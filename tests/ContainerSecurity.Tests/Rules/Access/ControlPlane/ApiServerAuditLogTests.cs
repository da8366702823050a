using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class ApiServerAuditLogTests
{
    [TestCase("--audit-policy-file")]
    [TestCase("--audit-log-path")]
    [TestCase("--audit-log-path", "--audit-log-path=")]
    [TestCase("--audit-log-maxage", "--audit-log-maxage=7")]
    [TestCase("--audit-log-maxage")]
    [TestCase("--audit-log-maxbackup", "--audit-log-maxbackup=5")]
    [TestCase("--audit-log-maxsize", "--audit-log-maxsize", "50")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<ApiServerAuditLog>(setting), Is.Not.Null);

    [TestCase("--audit-policy-file", "--audit-policy-file=/audit.yaml")]
    [TestCase("--audit-log-path", "--audit-log-path=/audit.log")]
    [TestCase("--audit-log-path", "--audit-log-path=-")]
    [TestCase("--audit-log-path", "--audit-webhook-config-file=/webhook.yaml")]
    [TestCase("--audit-log-maxage", "--audit-log-maxage=30")]
    [TestCase("--audit-log-maxage", "--audit-log-maxage=many")]
    [TestCase("--audit-log-maxbackup", "--audit-log-maxbackup=10")]
    [TestCase("--audit-log-maxsize", "--audit-log-maxsize=100")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<ApiServerAuditLog>(setting), Is.Null);

    [Test]
    public void Settings_that_are_left_out_are_one_finding()
    {
        Finding finding = ControlPlaneManifest.Starting("kube-apiserver").Judge<ApiServerAuditLog>().Single();

        Assert.Multiple(() =>
        {
            Assert.That(finding.References, Has.Count.EqualTo(5));
            Assert.That(finding.Message, Does.StartWith("kube-apiserver of container 'app' does not set --audit-policy-file, --audit-log-path, --audit-log-maxage (then 0)"));
            Assert.That(finding.Message, Does.Contain("--audit-log-maxage: at least 30"));
            Assert.That(finding.Severity, Is.EqualTo(Severity.Medium));
        });
    }
}
