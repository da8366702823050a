using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class HardCodedCredentialTests
{
    private static IReadOnlyList<Finding> Judge<TRule>(string container)
        where TRule : Rule, new() => Manifest.Pod(SyntheticSecrets.In(container)).Judge<TRule>();

    [TestCase("args: [docker, login, -u, shop, -p, '{a password}']")]
    [TestCase("command: [sh, -c, 'podman login -u shop --password {a password} registry.example']")]
    [TestCase("command: [sshpass, -p, '{a password}', ssh, shop@host]")]
    public void Password_that_a_command_takes_is_found_once(string container)
    {
        Finding finding = Judge<HardCodedCredential>(container).Single();

        Assert.That(finding.Message, Does.Contain("Container 'app'").And.Not.Contain(SyntheticSecrets.In("{a password}")));
        Assert.That(Judge<HardCodedSecret>(container), Is.Empty);
    }

    [TestCase("args: [docker, login, -u, shop, --password-stdin]")]
    [TestCase("args: [docker, login, -u, shop, -p, $(PASSWORD)]")]
    [TestCase("args: [docker, run, -p, '8080:80', web]")]
    [TestCase("env: [{name: DB_PASSWORD, value: '{a password}'}]")]
    [TestCase("args: ['--token={a GitHub token}']")]
    public void What_no_command_takes_or_is_anothers_business_is_not_found(string container)
    {
        Assert.That(Judge<HardCodedCredential>(container), Is.Empty);
    }
}
