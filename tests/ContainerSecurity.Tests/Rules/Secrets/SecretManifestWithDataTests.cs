using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class SecretManifestWithDataTests
{
    [TestCase("data", "cGFzc3dvcmQ=")]
    [TestCase("stringData", "not-a-real-password")]
    public void Values_in_the_manifest_are_reported_by_their_keys(string field, string value)
    {
        IReadOnlyList<Finding> findings = Secret($"{field}: {{user: {value}, empty: '', password: {value}}}").Judge<SecretManifestWithData>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo(field));
        Assert.That(findings[0].Message, Does.Contain("'user', 'password'").And.Not.Contain(value));
    }

    [TestCase("")]
    [TestCase("data: {password: ''}")]
    [TestCase("data: {password: '{{ .Values.password | b64enc }}'}")]
    [TestCase("data: '{{ .Values.data }}'")]
    [TestCase("stringData: {password: '${DB_PASSWORD}'}")]
    [TestCase("stringData: {password: '<path:shop/db#password>'}")]
    [TestCase("stringData: {password: 'ENC[AES256_GCM,data:abc,type:str]'}")]
    [TestCase("data: {password: cGFzc3dvcmQ=}\nsops: {version: 3.9.0}")]
    [TestCase("data: {token: cGFzc3dvcmQ=}\ntype: kubernetes.io/service-account-token")]
    public void Secret_without_readable_values_is_not_reported(string rest) => Assert.That(Secret(rest).Judge<SecretManifestWithData>(), Is.Empty);

    [Test]
    public void Value_that_begins_like_a_path_is_still_a_value() =>
        Assert.That(Secret("data: {key: /u3+7Q==}").Judge<SecretManifestWithData>(), Has.Count.EqualTo(1));

    [Test]
    public void Sealed_secret_is_not_reported() =>
        Assert.That(new Manifest("apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: web}\nspec: {encryptedData: {password: AgBy}}")
            .Judge<SecretManifestWithData>(), Is.Empty);

    private static Manifest Secret(string rest) => new($"apiVersion: v1\nkind: Secret\nmetadata: {{name: web}}\n{rest}");
}
