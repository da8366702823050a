using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class ServiceAccountTokenSecretTests
{
    [Test]
    public void Token_secret_is_reported_with_its_account()
    {
        IReadOnlyList<Finding> findings = Secret("kubernetes.io/service-account-token").Judge<ServiceAccountTokenSecret>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("type"));
        Assert.That(findings[0].Message, Does.Contain("'builder'").And.Contain("Allowed"));
    }

    [TestCase("Opaque")]
    [TestCase("kubernetes.io/tls")]
    [TestCase("'{{ .Values.type }}'")]
    [TestCase("")]
    public void Other_secrets_are_not_reported(string type) => Assert.That(Secret(type).Judge<ServiceAccountTokenSecret>(), Is.Empty);

    private static Manifest Secret(string type) =>
        new($"apiVersion: v1\nkind: Secret\nmetadata: {{name: web, annotations: {{kubernetes.io/service-account.name: builder}}}}\ntype: {type}");
}
