using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class SecretInConfigMapTests
{
    [TestCase("data", "db_password: abc123", "db_password")]
    [TestCase("data", "AWS_SECRET_ACCESS_KEY: xxxxx", "AWS_SECRET_ACCESS_KEY")]
    [TestCase("data", "AZURE_BATCH_KEY: xxxxx", "AZURE_BATCH_KEY")]
    [TestCase("data", "OCI_CLI_KEY_CONTENT: xxxxx", "OCI_CLI_KEY_CONTENT")]
    [TestCase("binaryData", "api-key: eHh4eHg=", "api-key")]
    public void Key_with_a_credentials_name_is_reported_without_its_value(string field, string entry, string key)
    {
        IReadOnlyList<Finding> findings = ConfigMap($"{field}: {{{entry}}}").Judge<SecretInConfigMap>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo($"{field}.{key}"));
        Assert.That(findings[0].Message, Does.Contain($"'{key}'").And.Not.Contain("abc123").And.Not.Contain("xxxxx"));
    }

    [TestCase("db.password=abc123")]
    [TestCase("export DB_PASSWORD='abc123'")]
    [TestCase("password = abc123")]
    [TestCase("  password: abc123")]
    [TestCase("- apiKey: \"abc(123\"")]
    [TestCase("\"clientSecret\": \"abc123\",")]
    public void Line_with_a_credentials_name_is_reported(string line)
    {
        IReadOnlyList<Finding> findings = ConfigMap($"data:\n  settings: |\n    # settings\n    host=db\n    {line}\n    port=1").Judge<SecretInConfigMap>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("data.settings"));
        Assert.That(findings[0].Message, Does.Contain("(settings)").And.Not.Contain("abc123"));
    }

    [TestCase("db.password=${DB_PASSWORD}")]
    [TestCase("# password=abc123")]
    [TestCase("password:")]
    [TestCase("password: |")]
    [TestCase("enter your password: abc123")]
    [TestCase("password = os.environ['DB_PASSWORD']")]
    [TestCase("if (token == expected)")]
    [TestCase("secretName: db")]
    [TestCase("password_file=/run/secrets/db")]
    public void Line_without_a_literal_credential_is_not_reported(string line) =>
        Assert.That(ConfigMap($"data:\n  settings: |\n    host=db\n    {line}\n    port=1").Judge<SecretInConfigMap>(), Is.Empty);

    [TestCase("data: {message: This is a test, db_user: postgres}")]
    [TestCase("data: {password: ''}")]
    [TestCase("data: {password: '{{ .Values.password }}'}")]
    [TestCase("data: '{{ .Values.data }}'")]
    [TestCase("data: {secrets.yaml: \"kind: List\\nitems: none\"}")]
    [TestCase("")]
    public void ConfigMap_without_a_literal_credential_is_not_reported(string data) => Assert.That(ConfigMap(data).Judge<SecretInConfigMap>(), Is.Empty);

    private static Manifest ConfigMap(string data) => new($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: web}}\n{data}");

    [Test]
    public void Config_of_a_swarm_with_a_credential_is_reported()
    {
        string data = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("user=app\npassword=" + "Tr0ub4dor" + "-and-3\n"));

        Assert.That(Manifest.Host($"config: {{Spec: {{Name: app.properties, Data: {data}}}}}").Judge<SecretInConfigMap>().Single().Location.Path,
            Is.EqualTo("Spec.Data"));
    }

    [TestCase("dXNlcj1hcHAK")]
    [TestCase("'%%%'")]
    [TestCase("//79")]
    public void Config_of_a_swarm_without_one_is_not_reported(string data) =>
        Assert.That(Manifest.Host($"config: {{Spec: {{Name: app.properties, Data: {data}}}}}").Judge<SecretInConfigMap>(), Is.Empty);
}
