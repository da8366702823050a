using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class PrivateKeyTests
{
    private static Manifest ConfigMap(string begin) => new(SyntheticSecrets.In($$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web}
        data:
          server.pem: |
            -----BEGIN {{begin}}-----
            {the key in Base64}
            -----END {{begin}}-----
        """));

    [TestCase("PRIVATE KEY")]
    [TestCase("RSA PRIVATE KEY")]
    [TestCase("OPENSSH PRIVATE KEY")]
    public void Private_key_is_found(string begin)
    {
        Assert.That(ConfigMap(begin).Judge<PrivateKey>().Single().Location.Path, Is.EqualTo("data['server.pem']"));
    }

    [TestCase("PUBLIC KEY")]
    [TestCase("CERTIFICATE")]
    public void Public_key_or_certificate_is_not(string begin)
    {
        Assert.That(ConfigMap(begin).Judge<PrivateKey>(), Is.Empty);
    }
}
