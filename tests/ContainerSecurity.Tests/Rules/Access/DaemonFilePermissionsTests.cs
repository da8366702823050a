using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class DaemonFilePermissionsTests
{
    [TestCase("files: [{Path: /run/docker.sock, Mode: \"666\", Use: socket}]", "[0].Mode")]
    [TestCase("files: [{Path: /run/docker.sock, Mode: \"661\", Use: socket}]", "[0].Mode")]
    [TestCase("files: [{Path: /run/docker.sock, Mode: \"0670\", Use: socket}]", "[0].Mode")]
    [TestCase("files: [{Path: /etc/docker/daemon.json, Mode: \"664\", Use: settings}]", "[0].Mode")]
    [TestCase("files: [{Path: /etc/docker, Mode: \"775\", Use: folder}]", "[0].Mode")]
    [TestCase("files: [{Path: /etc/docker/key.pem, Mode: \"440\", Use: key}]", "[0].Mode")]
    [TestCase("files: [{Path: /etc/docker/ca.pem, Mode: \"644\", Use: certificate}]", "[0].Mode")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<DaemonFilePermissions>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("files: [{Path: /run/docker.sock, Mode: \"660\", Use: socket}]")]
    [TestCase("files: [{Path: /run/docker.sock, Mode: \"600\", Use: socket}]")]
    [TestCase("files: [{Path: /etc/docker/daemon.json, Mode: \"0644\", Use: settings}]")]
    [TestCase("files: [{Path: /etc/docker, Mode: \"755\", Use: folder}]")]
    [TestCase("files: [{Path: /etc/docker/key.pem, Mode: \"400\", Use: key}]")]
    [TestCase("files: [{Path: /etc/docker/ca.pem, Mode: \"444\", Use: certificate}]")]
    [TestCase("files: [{Path: /x, Mode: \"777\", Use: toy}]")]
    [TestCase("files: [{Path: /run/docker.sock, Mode: \"rwx\", Use: socket}]")]
    [TestCase("files: []")]
    [TestCase("info: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<DaemonFilePermissions>(), Is.Empty);
}
