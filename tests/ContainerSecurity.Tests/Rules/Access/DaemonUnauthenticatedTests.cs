using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class DaemonUnauthenticatedTests
{
    private static IReadOnlyList<Finding> Judge(string container) => Manifest.Pod(container).Judge<DaemonUnauthenticated>();

    [TestCase("env: [{name: DOCKER_HOST, value: 'tcp://docker:2375'}]", "spec.containers[0].env[0].value")]
    [TestCase("env: [{name: DOCKER_HOST, value: 'tcp://localhost'}]", "spec.containers[0].env[0].value")]
    [TestCase("env: [{name: DOCKER_HOST, value: 'http://10.0.0.5:2375/'}]", "spec.containers[0].env[0].value")]
    [TestCase("env: [{name: DOCKER_TLS_CERTDIR, value: ''}]", "spec.containers[0].env[0].value")]
    [TestCase("args: ['--host=tcp://0.0.0.0:2375']", "spec.containers[0].args[0]")]
    [TestCase("command: [dockerd, -H, 'tcp://0.0.0.0:2375', --tls]", "spec.containers[0].command[2]")]
    public void Daemon_over_plain_TCP_is_found(string container, string path)
    {
        Assert.That(Judge(container).Single().Location.Path, Is.EqualTo(path));
    }

    [TestCase("env: [{name: DOCKER_HOST, value: 'unix:///var/run/docker.sock'}]")]
    [TestCase("env: [{name: DOCKER_HOST, value: 'ssh://build@host'}]")]
    [TestCase("env: [{name: DOCKER_HOST, value: 'tcp://docker:2376'}]")]
    [TestCase("env: [{name: DOCKER_HOST, value: 'tcp://docker:2375'}, {name: DOCKER_TLS_VERIFY, value: '1'}]")]
    [TestCase("env: [{name: DOCKER_HOST, value: ''}, {name: DB_HOST, value: 'tcp://db:2375'}]")]
    [TestCase("env: [{name: DOCKER_TLS_CERTDIR, value: /certs}]")]
    [TestCase("command: [dockerd, --tlsverify, -H, 'tcp://0.0.0.0:2376']")]
    [TestCase("args: [--host, 'unix:///var/run/docker.sock']")]
    public void Daemon_that_knows_its_clients_is_fine(string container)
    {
        Assert.That(Judge(container), Is.Empty);
    }

    [TestCase("endpoint: {Address: 'tcp://10.0.0.5:2375', Verified: false}", "Address")]
    [TestCase("endpoint: {Address: 'tcp://10.0.0.5:2376', Verified: false}", "Address")]
    [TestCase("info: {Warnings: ['WARNING: API is accessible on http://0.0.0.0:2375 without encryption.']}", "Warnings[0]")]
    [TestCase("daemon.json: {hosts: ['unix:///var/run/docker.sock', 'tcp://0.0.0.0:2375']}", "hosts[1]")]
    [TestCase("daemon.json: {hosts: ['tcp://0.0.0.0:2376'], tls: true}", "hosts[0]")]
    public void Engine_that_anybody_may_use_is_found(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonUnauthenticated>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("endpoint: {Address: 'unix:///var/run/docker.sock', Verified: false}")]
    [TestCase("endpoint: {Address: 'tcp://10.0.0.5:2376'}")]
    [TestCase("info: {Warnings: ['WARNING: No swap limit support']}")]
    [TestCase("daemon.json: {hosts: ['tcp://0.0.0.0:2376'], tlsverify: true}")]
    [TestCase("daemon.json: {hosts: ['unix:///var/run/docker.sock', 'fd://']}")]
    [TestCase("info: {}")]
    public void Engine_that_knows_its_clients_is_fine(string host) => Assert.That(Manifest.Host(host).Judge<DaemonUnauthenticated>(), Is.Empty);
}
