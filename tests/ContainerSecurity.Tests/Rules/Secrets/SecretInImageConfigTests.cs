using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class SecretInImageConfigTests
{
    private static IReadOnlyList<Finding> Judge(string yaml) => Manifest.Image(yaml).Judge<SecretInImageConfig>();

    [TestCase("config: {Env: [PATH=/bin, 'DB_PASSWORD={a password}']}", "config.Env[1]", "variable DB_PASSWORD")]
    [TestCase("config: {Env: ['SETTINGS={a GitHub token}']}", "config.Env[0]", "variable SETTINGS")]
    [TestCase("config: {Labels: {deploy.token: '{a GitHub token}'}}", "config.Labels['deploy.token']", "label deploy.token")]
    [TestCase("layers: [{step: 'ARG NPM_TOKEN={a password}', empty: true}]", "history[0].created_by", "the credential NPM_TOKEN")]
    [TestCase("layers: [{step: 'RUN |1 NPM_TOKEN={a password} /bin/sh -c npm ci # buildkit'}]", "history[0].created_by", "the credential NPM_TOKEN")]
    [TestCase("layers: [{step: '|1 NPM_TOKEN={a password} /bin/sh -c npm ci'}]", "history[0].created_by", "the credential NPM_TOKEN")]
    [TestCase("layers: [{step: '/bin/sh -c curl -u admin:{a password} https://example.com'}]", "history[0].created_by", "a password for curl")]
    [TestCase("layers: [{step: 'RUN /bin/sh -c echo {a GitHub token} > /t # buildkit'}]", "history[0].created_by", "GitHub")]
    [TestCase("config: {Cmd: [redis-server, --requirepass, '{a password}']}", "config.Cmd[2]", "command holds Redis")]
    [TestCase("config: {Entrypoint: [sh, -c, 'mysql -uroot -p{a password} shop']}", "config.Entrypoint[2]", "entry point holds MySQL")]
    [TestCase("config: {Healthcheck: {Test: [CMD-SHELL, 'curl -u admin:{a password} http://localhost']}}", "config.Healthcheck.Test[1]", "health check holds curl")]
    [TestCase("layers: [{step: 'ENV DB_PASSWORD={a password}', empty: true}]", "history[0].created_by", "the credential DB_PASSWORD")]
    [TestCase("layers: [{step: 'RUN /bin/sh -c echo app:{a password} | chpasswd # buildkit'}]", "history[0].created_by", "given to chpasswd")]
    public void Credential_in_variables_labels_and_history_is_reported(string yaml, string path, string words)
    {
        Finding finding = Judge(yaml).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo(path));
            Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
            Assert.That(finding.Message, Does.Not.Contain(SyntheticSecrets.In("{a GitHub token}")).And.Not.Contain(SyntheticSecrets.In("{a password}")));
        }
    }

    [Test]
    public void Variable_is_reported_once_and_not_for_the_step_that_set_it() =>
        Assert.That(Judge("config: {Env: ['DB_PASSWORD={a password}']}\nlayers: [{step: 'ENV DB_PASSWORD={a password}', empty: true}]"), Has.Count.EqualTo(1));

    [Test]
    public void Each_secret_of_a_step_is_reported_once() =>
        Assert.That(
            Judge("config: {Cmd: [redis-server, --requirepass, '{a password}']}\nlayers: [{step: 'RUN |1 NPM_TOKEN={a GitHub token} /bin/sh -c sshpass -p {a password}x ssh a@b # buildkit'}, {step: 'RUN |1 NPM_TOKEN={a GitHub token} /bin/sh -c make # buildkit'}, {step: 'CMD [\"redis-server\" \"--requirepass\" \"{a password}\"]', empty: true}]")
                .Select(f => f.Location.Path),
            Is.EqualTo(new[] { "config.Cmd[2]", "history[0].created_by", "history[0].created_by" }));

    [TestCase("config: {Env: [PATH=/bin, DB_PASSWORD_FILE=/run/secrets/db, DB_PASSWORD=]}")]
    [TestCase("config: {Env: [GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D, PYTHON_SHA256=5ae03e308260164baba39921fdb4dbf8e6d03d8235a939d4582b33f0b5e46a83]}")]
    [TestCase("config: {Labels: {org.opencontainers.image.revision: 8c3f1e0c1d9a4b7e8f6a5b4c3d2e1f0a9b8c7d6e}}")]
    [TestCase("layers: [{step: 'RUN |1 VERSION=1.2 /bin/sh -c make # buildkit'}, {step: 'ARG TOKEN', empty: true}, {step: 'COPY file:8c3f1e0c1d9a4b7e8f6a5b4c3d2e1f0a9b8c7d6e in /'}]")]
    public void Look_alike_is_accepted(string yaml) => Assert.That(Judge(yaml), Is.Empty);
}
