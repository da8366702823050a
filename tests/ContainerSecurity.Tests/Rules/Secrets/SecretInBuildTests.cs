// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class SecretInBuildTests
{
    [TestCase("FROM web:1.0\nARG NPM_TOKEN", "NPM_TOKEN")]
    [TestCase("FROM web:1.0\nENV DB_PASSWORD=hunter2", "DB_PASSWORD")]
    [TestCase("FROM web:1.0\nARG AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY_ID")]
    [TestCase("ARG api_key=x\nFROM a:1", "api_key")]
    [TestCase("FROM web:1.0\nLABEL password=hunter2", "password")]
    [TestCase("FROM web:1.0\nRUN export TOKEN=hunter2 && x", "TOKEN")]
    [TestCase("FROM web:1.0\nRUN mysql --password=hunter2", "password")]
    [TestCase("FROM web:1.0\nRUN curl -u me:hunter2 https://example.com", "password")]
    [TestCase("FROM web:1.0\nRUN git clone https://me:hunter2@example.com/x", "address")]
    [TestCase("FROM web:1.0\nCOPY .env /app/", ".env")]
    [TestCase("FROM web:1.0\nCOPY id_rsa /root/.ssh/", "id_rsa")]
    public void Credential_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<SecretInBuild>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci")]
    [TestCase("FROM web:1.0\nENV DB_PASSWORD_FILE=/run/secrets/db")]
    [TestCase("FROM web:1.0\nARG PUBLIC_KEY")]
    [TestCase("FROM web:1.0\nENV AUTH_MODULE_VERSION=1")]
    [TestCase("FROM web:1.0\nENV GPG_KEY=AB12")]
    [TestCase("FROM web:1.0\nRUN mysql --password=$DB_PASSWORD")]
    [TestCase("FROM web:1.0\nRUN git clone https://example.com/x")]
    [TestCase("FROM web:1.0\nCOPY .env.example /app/")]
    [TestCase("FROM a:1 AS a\nFROM b:1\nCOPY --from=a .env /x")]
    [TestCase("FROM web:1.0\nCOPY server.pub.key /x")]
    public void Secret_mounts_references_and_other_names_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<SecretInBuild>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nARG NPM_TOKEN").Judge<SecretInBuild>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0].arguments[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }

    [Test]
    public void Value_does_not_appear_in_the_message()
    {
        Assert.That(Manifest.Build("FROM web:1.0\nENV DB_PASSWORD=hunter2").Judge<SecretInBuild>().Single().Message, Does.Not.Contain("hunter2"));
    }

    [TestCase("FROM web:1.0\nARG UPSTREAM={a GitHub token}")]
    [TestCase("FROM web:1.0\nENV UPSTREAM={a GitHub token}")]
    [TestCase("FROM web:1.0\nENV GITHUB_TOKEN={a GitHub token}")]
    [TestCase("FROM web:1.0\nLABEL upstream={a GitHub token}")]
    [TestCase("FROM web:1.0\nONBUILD ENV UPSTREAM={a GitHub token}")]
    [TestCase("FROM web:1.0\nRUN gh --token={a GitHub token} release list")]
    [TestCase("FROM web:1.0\nRUN git clone https://me:{a GitHub token}@example.com/x")]
    public void Known_token_is_reported_by_this_rule_alone(string dockerfile)
    {
        string filled = SyntheticSecrets.In(dockerfile);

        Assert.That(Manifest.Build(filled).Judge<SecretInBuild>(), Has.Count.EqualTo(1));
        Assert.That(Manifest.Build(filled).Judge<HardCodedSecret>(), Is.Empty);
        Assert.That(Manifest.Build(filled).Judge<ConnectionStringPassword>(), Is.Empty);
    }

    [TestCase("FROM web:1.0\nRUN curl -H 'Authorization: Bearer {a GitHub token}' https://example.com")]
    [TestCase("FROM web:1.0\nCOPY <<EOF /root/settings\n{a GitHub token}\nEOF")]
    [TestCase("FROM web:1.0\n# {a GitHub token}\nRUN make")]
    public void Known_token_elsewhere_is_hard_coded(string dockerfile)
    {
        string filled = SyntheticSecrets.In(dockerfile);

        Assert.That(Manifest.Build(filled).Judge<SecretInBuild>(), Is.Empty);
        Assert.That(Manifest.Build(filled).Judge<HardCodedSecret>(), Has.Count.EqualTo(1));
    }
}
