using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.ControlPlane;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

public class ApiServerAuthenticationTests
{
    [TestCase("--anonymous-auth")]
    [TestCase("--anonymous-auth", "--anonymous-auth")]
    [TestCase("--anonymous-auth", "--anonymous-auth=true")]
    [TestCase("--anonymous-auth", "--anonymous_auth=1")]
    [TestCase("--anonymous-auth", "--anonymous-auth=false", "--anonymous-auth=true")]
    [TestCase("--token-auth-file", "--token-auth-file=/tokens.csv")]
    [TestCase("--token-auth-file", "--token-auth-file", "/tokens.csv")]
    [TestCase("--service-account-lookup", "--service-account-lookup=false")]
    [TestCase("--service-account-key-file")]
    [TestCase("--client-ca-file")]
    [TestCase("--client-ca-file", "--client-ca-file=")]
    [TestCase("--service-account-extend-token-expiration")]
    public void Setting_that_is_wrong_or_left_out_is_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<ApiServerAuthentication>(setting), Is.Not.Null);

    [TestCase("--anonymous-auth", "--anonymous-auth=false")]
    [TestCase("--anonymous-auth", "--anonymous-auth=F")]
    [TestCase("--anonymous-auth", "--anonymous-auth=$(ANONYMOUS)")]
    [TestCase("--anonymous-auth", "$(EXTRA)")]
    [TestCase("--anonymous-auth", "--authentication-config=/auth.yaml")]
    [TestCase("--token-auth-file", "--token-auth-file=")]
    [TestCase("--token-auth-file")]
    [TestCase("--basic-auth-file", "--basic-auth-file=/users.csv")]
    [TestCase("--service-account-lookup")]
    [TestCase("--client-ca-file", "--client-ca-file=/ca.crt")]
    [TestCase("--client-ca-file", "--client-ca-file=$(CA)")]
    public void Setting_that_is_right_or_not_known_is_not_reported(string setting, params string[] arguments) =>
        Assert.That(ControlPlaneManifest.Starting("kube-apiserver", arguments).Said<ApiServerAuthentication>(setting), Is.Null);

    [Test]
    public void Finding_names_the_section_that_its_setting_is_about() =>
        Assert.That(
            ControlPlaneManifest.Starting("kube-apiserver", "--token-auth-file=/t").Judge<ApiServerAuthentication>()
                .Single(f => f.Message.Contains("--token-auth-file", StringComparison.Ordinal)).References,
            Is.EqualTo(new[] { "CIS Kubernetes 1.2.2" }));

    [Test]
    public void Passwords_in_a_file_are_reported_while_the_version_takes_them()
    {
        Manifest old = ControlPlaneManifest.Starting("kube-apiserver", "--basic-auth-file=/users.csv");
        var manifest = new Manifest(old.Yaml) { Version = new KubernetesVersion(18) };

        Assert.That(manifest.Said<ApiServerAuthentication>("--basic-auth-file"), Is.Not.Null);
    }
}
