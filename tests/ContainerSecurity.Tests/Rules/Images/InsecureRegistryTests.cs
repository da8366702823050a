using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class InsecureRegistryTests
{
    [TestCase("info: {RegistryConfig: {InsecureRegistryCIDRs: [127.0.0.0/8, 10.0.0.0/8]}}", "RegistryConfig.InsecureRegistryCIDRs[1]")]
    [TestCase("info: {RegistryConfig: {IndexConfigs: {\"registry.example:5000\": {Secure: false}}}}",
        "RegistryConfig.IndexConfigs['registry.example:5000'].Secure")]
    [TestCase("daemon.json: {insecure-registries: [\"registry.example:5000\"]}", "insecure-registries[0]")]
    public void Daemon_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<InsecureRegistry>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {RegistryConfig: {InsecureRegistryCIDRs: [127.0.0.0/8, \"::1/128\"], IndexConfigs: {docker.io: {Secure: true}, \"localhost:5000\": {Secure: false}}}}")]
    [TestCase("info: {RegistryConfig: null}")]
    [TestCase("daemon.json: {insecure-registries: [\"localhost:5000\"]}")]
    [TestCase("info: {}")]
    public void Daemon_that_is_right_or_not_known_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<InsecureRegistry>(), Is.Empty);
}
