using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class SecretInImageLayerTests
{
    private static IReadOnlyList<Finding> Judge(string path, string content) =>
        Manifest.Image($"layers: [{{step: COPY . /, files: {{'{path}': \"{content}\"}}}}]").Judge<SecretInImageLayer>();

    [TestCase("root/.npmrc", "//npm.example.com/:_authToken=abc", Severity.Critical, "package manager")]
    [TestCase("root/.pypirc", "[pypi]\\nusername = a\\npassword = b", Severity.Critical, "package manager")]
    [TestCase("src/NuGet.Config", "<add key='ClearTextPassword' value='b' />", Severity.Critical, "package manager")]
    [TestCase("root/.docker/config.json", "{\\\"auths\\\": {\\\"r\\\": {\\\"auth\\\": \\\"YTpi\\\"}}}", Severity.Critical, "registry")]
    [TestCase("root/.kube/config", "users:\\n- user: {token: a}", Severity.Critical, "Kubernetes")]
    [TestCase("home/ci/.aws/credentials", "aws_secret_access_key = a", Severity.Critical, "cloud")]
    [TestCase("root/.ssh/id_ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----", Severity.Critical, "SSH")]
    [TestCase("etc/ssh/ssh_host_rsa_key", "-----BEGIN OPENSSH PRIVATE KEY-----", Severity.Critical, "SSH")]
    [TestCase("root/.netrc", "machine a login b password c", Severity.Critical, "passwords")]
    [TestCase("root/.git-credentials", "https://a:b@c", Severity.Critical, "passwords")]
    [TestCase("etc/shadow", "root:$y$j9T$abc:1::::::", Severity.Critical, "hashes")]
    [TestCase("app/server.p12", "\\0", Severity.Critical, "container of keys")]
    [TestCase("app/.git/HEAD", "ref: refs/heads/main", Severity.High, "history of the sources")]
    [TestCase("data/shop.bin", "SQLite format 3\\0", Severity.Medium, "a database")]
    [TestCase("backup/all", "-- MySQL dump 10.13", Severity.Medium, "the dump of a database")]
    [TestCase("app/.env", "PORT=8080", Severity.Low, "settings of one environment")]
    [TestCase("app/.env", "PORT=8080\\nDB_PASSWORD={a password}", Severity.Critical, "in line 2")]
    [TestCase("app/config.js", "\\nconst token = '{a GitHub token}'", Severity.Critical, "GitHub (github")]
    [TestCase("usr/share/nginx/html/app.js", "const token = '{a GitHub token}'", Severity.Critical, "in line 1")]
    public void File_of_credentials_or_data_is_reported(string path, string content, Severity severity, string words)
    {
        Finding finding = Judge(path, content).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Severity, Is.EqualTo(severity));
            Assert.That(
                finding.Message,
                Does.Contain(words).And
                    .Contain($"Layer 1 (sha256:").And
                    .Contain("made by 'COPY . /'").And
                    .Contain($"'/{path}'").And
                    .Contain("Allowed: "));
            Assert.That(finding.Location.Path, Is.EqualTo("/" + path));
            Assert.That(finding.Location.File.Path, Is.EqualTo("web.tar"));
        }
    }

    [TestCase("root/.npmrc", "registry=https://npm.example.com/")]
    [TestCase("root/.docker/config.json", "{\\\"credsStore\\\": \\\"pass\\\"}")]
    [TestCase("root/.kube/config", "users: [{user: {exec: {command: aws}}}]")]
    [TestCase("etc/shadow", "root:*:1::::::")]
    [TestCase("app/.env.example", "DB_PASSWORD=")]
    [TestCase("root/.ssh/id_ed25519.pub", "ssh-ed25519 AAAA")]
    [TestCase("etc/ssl/truststore.jks", "\\0")]
    [TestCase("usr/lib/python3/dist-packages/tests/data.db", "SQLite format 3\\0")]
    [TestCase("app/node_modules/x/.env", "A=b")]
    [TestCase("app/node_modules/x/test.js", "const token = '{a GitHub token}'")]
    [TestCase("app/server.bin", "\\0 {a GitHub token}")]
    [TestCase("app/README.md", "No secret.")]
    public void Look_alike_is_accepted(string path, string content) => Assert.That(Judge(path, content), Is.Empty);

    [Test]
    public void Secret_that_a_later_layer_deletes_still_counts()
    {
        Finding finding = Manifest.Image("""
            layers:
            - {step: 'RUN echo $KEY > /key', files: {key: '{a GitHub token}'}}
            - {step: RUN rm /key, deletes: [key]}
            """).Judge<SecretInImageLayer>().Single();

        Assert.That(finding.Message, Does.Contain("Layer 1").And.Contain("A later layer hides it, but who has the image still reads it"));
    }

    [Test]
    public void Message_never_holds_the_secret() =>
        Assert.That(Judge("app/a", "{a GitHub token}").Single().Message, Does.Not.Contain(SyntheticSecrets.In("{a GitHub token}")));
}
