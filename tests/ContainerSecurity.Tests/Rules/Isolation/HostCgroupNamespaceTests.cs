using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostCgroupNamespaceTests
{
    [TestCase("cgroup: host", "services.web.cgroup")]
    [TestCase("cgroup_parent: /other", "services.web.cgroup_parent")]
    [TestCase("cgroup: ${CGROUP:-host}", "services.web.cgroup")]
    public void Cgroup_of_the_host_is_reported_where_it_is_written(string fields, string path) =>
        Assert.That(Manifest.Service(fields).Judge<HostCgroupNamespace>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("cgroup: private")]
    [TestCase("cgroup: ${CGROUP}")]
    [TestCase("")]
    public void Cgroup_of_its_own_is_not_reported(string fields) => Assert.That(Manifest.Service(fields).Judge<HostCgroupNamespace>(), Is.Empty);

    [TestCase("info: {CgroupVersion: '1', SecurityOptions: []}", "CgroupVersion")]
    [TestCase("daemon.json: {default-cgroupns-mode: host}", "default-cgroupns-mode")]
    [TestCase("daemon.json: {cgroup-parent: /fast}", "cgroup-parent")]
    public void Engine_that_shares_cgroups_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<HostCgroupNamespace>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {CgroupVersion: '2', SecurityOptions: [name=cgroupns]}")]
    [TestCase("info: {SecurityOptions: []}")]
    [TestCase("info: {OSType: windows, CgroupVersion: '1', SecurityOptions: []}")]
    [TestCase("daemon.json: {default-cgroupns-mode: private, cgroup-parent: ''}")]
    public void Engine_that_does_not_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<HostCgroupNamespace>(), Is.Empty);
}
