using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Rules.Access;

/// <summary>CSEC5072: kubeconfigs and APIServices whose clients take any certificate.</summary>
public class ServerCertificateUncheckedTests
{
    [TestCase("insecure-skip-tls-verify: true", true)]
    [TestCase("insecure-skip-tls-verify: false", false)]
    [TestCase("certificate-authority: ca.crt", false)]
    public void Cluster_of_a_kubeconfig_is_checked(string setting, bool isTold) =>
        Assert.That(Judge($$"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: web
              cluster: {server: "https://api.example:6443", {{setting}}}
            """), isTold ? Does.Contain("CSEC5072") : Does.Not.Contain("CSEC5072"));

    [Test]
    public void Config_of_another_tool_is_none() =>
        Assert.That(Judge("apiVersion: v1\nkind: Config\nmetadata: {name: web}\nspec: {insecure-skip-tls-verify: true}\n"), Does.Not.Contain("CSEC5072"));

    private static IEnumerable<string> Judge(string text) =>
        new PolicyEngine().Evaluate(text, "config.yaml").Findings.Select(f => f.Finding.Rule.Id);
}
