using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class SecretInEnvironmentTests
{
    [TestCase("DB_PASSWORD", "not-a-real-password")]
    [TestCase("SECRET_BLAH", "squirrels")]
    [TestCase("AZURE_BATCH_KEY", "xxx")]
    [TestCase("OCI_CLI_KEY_CONTENT", "xxx")]
    public void Literal_credential_is_reported_without_its_value(string name, string value)
    {
        IReadOnlyList<Finding> findings = Variable(name, $"value: {value}").Judge<SecretInEnvironment>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.containers[0].env[0].value"));
        Assert.That(findings[0].Message, Does.Contain(name).And.Not.Contain(value));
    }

    [TestCase("BLAH", "value: secretsquirrels")]
    [TestCase("TOKEN", "valueFrom: {secretKeyRef: {name: db, key: token}}")]
    [TestCase("DB_PASSWORD", "value: '{{ .Values.password }}'")]
    [TestCase("DB_PASSWORD", "value: $(OTHER)")]
    [TestCase("DB_PASSWORD", "value: ''")]
    [TestCase("DB_PASSWORD", "")]
    [TestCase("ALLOW_EMPTY_PASSWORD", "value: 'yes'")]
    [TestCase("DB_PASSWORD_FILE", "value: secrets/db")]
    public void Variable_that_holds_no_credential_is_not_reported(string name, string rest) =>
        Assert.That(Variable(name, rest).Judge<SecretInEnvironment>(), Is.Empty);

    [TestCase("initContainers")]
    [TestCase("ephemeralContainers")]
    public void Other_containers_of_the_pod_count(string field) =>
        Assert.That(
            Manifest.Pod(pod: $"{field}: [{{name: other, env: [{{name: PASSWORD, value: abc123}}]}}]")
                .Judge<SecretInEnvironment>()
                .Select(f => f.Container),
            Is.EqualTo(new[] { "other" }));

    private static Manifest Variable(string name, string rest) => Manifest.Pod($"env:\n- name: {name}\n  {rest}");
}
