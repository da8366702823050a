using ContainerSecurity.Secrets.Names;

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
}
