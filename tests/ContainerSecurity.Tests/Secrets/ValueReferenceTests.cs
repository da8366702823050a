using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Tests.Secrets;

public class ValueReferenceTests
{
    [TestCase("not-a-real-password")]
    [TestCase("xxxxx")]
    [TestCase("pa$$word")]
    [TestCase("Agatha99")]
    public void Value_is_a_literal(string value) => Assert.That(ValueReference.IsLiteral(value));

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
    [TestCase("op://shop/db/password")]
    [TestCase("@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/db)")]
    [TestCase("/run/secrets/db")]
    [TestCase("https://login.example.com/token")]
    public void Value_stands_for_a_credential(string value) => Assert.That(ValueReference.IsLiteral(value), Is.False);

    [TestCase("{{ .Values.password }}", true)]
    [TestCase("ENC[AES256_GCM,data:abc]", true)]
    [TestCase("op://shop/db/password", true)]
    [TestCase("https://login.example.com/token", false)]
    [TestCase("true", false)]
    public void Value_is_put_in_by_another_program(string value, bool isSubstituted) =>
        Assert.That(ValueReference.IsSubstituted(value), Is.EqualTo(isSubstituted));
}
