using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class SecretAsEnvironmentVariableTests
{
    [Test]
    public void Secret_key_in_the_environment_is_reported()
    {
        IReadOnlyList<Finding> findings = Manifest.Pod("env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: db, key: token}}}]")
            .Judge<SecretAsEnvironmentVariable>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.containers[0].env[0].valueFrom.secretKeyRef.name"));
        Assert.That(findings[0].Message, Does.Contain("'app'").And.Contain("TOKEN"));
    }

    [Test]
    public void Whole_secret_in_the_environment_is_reported()
    {
        IReadOnlyList<Finding> findings = Manifest.Pod("envFrom: [{configMapRef: {name: web}}, {secretRef: {name: db}}]").Judge<SecretAsEnvironmentVariable>();

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(new[] { "spec.containers[0].envFrom[1].secretRef.name" }));
    }

    [TestCase("env: [{name: TOKEN, valueFrom: {configMapKeyRef: {name: web, key: token}}}]")]
    [TestCase("env: [{name: TOKEN, value: abc}]")]
    [TestCase("envFrom: [{configMapRef: {name: web}}]")]
    [TestCase("volumeMounts: [{name: db, mountPath: /run/secrets/db}]")]
    [TestCase("")]
    public void Other_sources_are_not_reported(string container) => Assert.That(Manifest.Pod(container).Judge<SecretAsEnvironmentVariable>(), Is.Empty);
}
