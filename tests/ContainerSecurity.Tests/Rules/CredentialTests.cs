using ContainerSecurity.Rules;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Rules;

public class CredentialTests
{
    [TestCase("password")]
    [TestCase("DB_PASSWORD")]
    [TestCase("PGPASSWORD")]
    [TestCase("spring.datasource.password")]
    [TestCase("dbPass")]
    [TestCase("SECRET_BLAH")]
    [TestCase("apiKey")]
    [TestCase("AWS_SECRET_ACCESS_KEY")]
    [TestCase("AZURE_BATCH_KEY")]
    [TestCase("OCI_CLI_KEY_CONTENT")]
    [TestCase("client-secret")]
    public void Name_of_a_credential_is_one(string name) => Assert.That(SecretName.IsCredential(name));

    [TestCase("")]
    [TestCase("user_name")]
    [TestCase("PASS_THROUGH")]
    [TestCase("DB_PASSWORD_FILE")]
    [TestCase("TOKEN_TTL")]
    [TestCase("SECRET_NAME")]
    [TestCase("imagePullSecret")]
    [TestCase("existingSecret")]
    [TestCase("SSH_PUBLIC_KEY")]
    [TestCase("PUBLIC_KEY_CONTENT")]
    [TestCase("KEY_COUNT")]
    [TestCase("tokenizer")]
    [TestCase("compass")]
    public void Name_about_a_credential_is_none(string name) => Assert.That(SecretName.IsCredential(name), Is.False);

    [TestCase("not-a-real-password")]
    [TestCase("xxxxx")]
    [TestCase("pa$$word")]
    public void Value_is_a_literal(string value) => Assert.That(CredentialValue.IsLiteral(value));

    [TestCase("")]
    [TestCase("1")]
    [TestCase("Yes")]
    [TestCase("********")]
    [TestCase("$(DB_PASSWORD)")]
    [TestCase("${DB_PASSWORD:-none}")]
    [TestCase("$DB_PASSWORD")]
    [TestCase("{{ .Values.password }}")]
    [TestCase("<your-password>")]
    [TestCase("ENC[AES256_GCM,data:abc]")]
    [TestCase("vault:secret/data/db#password")]
    [TestCase("/run/secrets/db")]
    [TestCase("https://login.example.com/token")]
    public void Value_stands_for_a_credential(string value) => Assert.That(CredentialValue.IsLiteral(value), Is.False);
}
