// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;
using ContainerSecurity.Sources;

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

    [TestCase("RUN SECRET_KEY=dummy python manage.py collectstatic")]
    [TestCase("RUN DJANGO_SECRET_KEY=changeme ./manage.py collectstatic --noinput")]
    [TestCase("RUN export SECRET_KEY_BASE=notused && rake assets:precompile")]
    [TestCase("RUN SECRET_KEY_BASE=1 rake assets:precompile")]
    [TestCase("RUN SECRET_KEY='build-only' DATABASE_PASSWORD=unused ./manage.py collectstatic")]
    [TestCase("RUN <<EOF\nSECRET_KEY=temporary ./manage.py collectstatic\nEOF")]
    [TestCase("ENV X_PASSWORD=")]
    [TestCase("ENV X_PASSWORD=\"\" Y_TOKEN=''")]
    [TestCase("ENV X_PASSWORD \"\"")]
    [TestCase("ENV SECRET_KEY=changeme")]
    [TestCase("ENV DB_PASSWORD=<password>")]
    public void Stand_in_is_not_reported(string instruction)
    {
        Assert.That(Manifest.Build($"FROM web:1.0\n{instruction}").Judge<SecretInBuild>(), Is.Empty);
        Assert.That(Manifest.Build($"FROM web:1.0\n{instruction}").Judge<SecretInEnvironment>(), Is.Empty);
    }

    [TestCase("RUN echo 'app:hunter2' | chpasswd", "chpasswd")]
    [TestCase("RUN echo app:hunter2 | sudo /usr/sbin/chpasswd", "chpasswd")]
    [TestCase("RUN printf 'app:hunter2' | chpasswd -c SHA512", "chpasswd")]
    [TestCase("RUN echo hunter2 | passwd --stdin app", "passwd")]
    [TestCase("RUN echo hunter2 | docker login -u app --password-stdin registry.example", "docker")]
    [TestCase("RUN a=1 && sh -c 'curl -u me:hunter2 https://example.com'", "curl")]
    public void Password_that_a_command_is_given_is_reported_once(string instruction, string taker)
    {
        Finding finding = new PolicyEngine().Evaluate($"FROM web:1.0\nUSER app\n{instruction}\n", "Dockerfile").Findings
            .Select(f => f.Finding)
            .Single(f => f.Rule.PointsAtSecret);

        Assert.That((finding.Rule.Id, finding.Location.Span.Line), Is.EqualTo(("CSEC4007", 3)));
        Assert.That(finding.Message, Does.Contain(taker).And.Not.Contain("hunter2"));
    }

    [TestCase("RUN echo \"app:$PASSWORD\" | chpasswd")]
    [TestCase("RUN echo app:hunter2 | tee /tmp/x")]
    [TestCase("RUN cat /run/secrets/p | passwd --stdin app")]
    public void What_no_command_takes_is_not_reported(string instruction) =>
        Assert.That(Manifest.Build($"FROM web:1.0\n{instruction}").Judge<SecretInBuild>(), Is.Empty);

    [TestCase("COPY vendor.key /etc/apt/keyrings/")]
    [TestCase("COPY vendor.key /usr/share/keyrings/vendor.key")]
    [TestCase("COPY tls/vendor.pem /usr/local/share/ca-certificates/")]
    [TestCase("COPY vendor.key /tmp/\nRUN apt-key add /tmp/vendor.key")]
    [TestCase("COPY vendor.key /tmp/\nRUN rpm --import /tmp/vendor.key")]
    [TestCase("COPY vendor.key /tmp/\nRUN gpg --dearmor < /tmp/vendor.key > /etc/x.gpg")]
    [TestCase("COPY Release.key /tmp/")]
    [TestCase("COPY kafka.client.truststore.jks /tmp/")]
    [TestCase("COPY <<EOF /a/vendor.key\n-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\nEOF")]
    public void Key_that_others_may_have_is_not_reported(string instructions) =>
        Assert.That(Manifest.Build($"FROM web:1.0\n{instructions}").Judge<SecretInBuild>(), Is.Empty);

    [TestCase("COPY vendor.key /app/")]
    [TestCase("COPY vendor.pfx /etc/apt/keyrings/")]
    [TestCase("COPY application.pfx /app/")]
    [TestCase("COPY local.key /app/")]
    [TestCase("COPY location.p12 /app/")]
    [TestCase("COPY scala.jks /app/")]
    [TestCase("COPY industrustry.jks /app/")]
    [TestCase("COPY certificate.key /app/")]
    public void Key_is_private_whatever_its_name_contains(string instruction) =>
        Assert.That(Manifest.Build($"FROM web:1.0\n{instruction}").Judge<SecretInBuild>(), Has.Count.EqualTo(1));

    [TestCase("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----", 0)]
    [TestCase("-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQIN\n-----END PGP PUBLIC KEY BLOCK-----", 0)]
    [TestCase("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----", 1)]
    [TestCase("k8Xw2", 1)]
    public void Text_beside_the_Dockerfile_tells_whether_a_key_is_public(string key, int count)
    {
        var source = new Source(
            "Dockerfile",
            () => new MemoryStream("FROM web:1.0\nUSER app\nCOPY tls/vendor.key /app/\n"u8.ToArray()),
            name => name == "tls/vendor.key" ? new MemoryStream(System.Text.Encoding.UTF8.GetBytes(key)) : null);

        Assert.That(new PolicyEngine().Scan([source]).Single().Findings.Count(f => f.Finding.Rule.Id == "CSEC4007"), Is.EqualTo(count));
    }

    [TestCase("ENV DB_PASSWORD=hunter2")]
    [TestCase("ENV DB_PASSWORD={a password} A=b")]
    [TestCase("ONBUILD ENV DB_PASSWORD {a password}")]
    public void Variable_of_a_build_is_reported_by_one_rule(string instruction) =>
        Assert.That(
            new PolicyEngine().Evaluate(SyntheticSecrets.In($"FROM web:1.0\nUSER app\n{instruction}\n"), "Dockerfile").Findings
                .Select(f => f.Finding.Rule)
                .Where(r => r.PointsAtSecret)
                .Select(r => r.Id),
            Is.EqualTo(new[] { "CSEC4007" }));

    [Test]
    public void What_another_rule_does_not_report_comes_back()
    {
        Policy policy = Policy.Create().Without("CSEC4007").Build();
        IEnumerable<string> found = new PolicyEngine(policy).Evaluate(SyntheticSecrets.In("FROM web:1.0\nENV DB_PASSWORD={a password}\n"), "Dockerfile").Findings
            .Select(f => f.Finding.Rule)
            .Where(r => r.PointsAtSecret)
            .Select(r => r.Id);

        Assert.That(found, Is.EqualTo(new[] { "CSEC4001" }));
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
