using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Tests.Resources.Docker;

/// <summary>A create-container body is a workload of one container: the rules that pods are judged by judge it.</summary>
public class DockerReaderTests
{
    private const string Hardened = """
        {"Image":"registry.example/web:1.0","User":"1000:1000","HostConfig":{"ReadonlyRootfs":true,"CapDrop":["ALL"],"SecurityOpt":["no-new-privileges"],"Memory":67108864,"NanoCpus":500000000}}
        """;

    [Test]
    public void Hardened_body_has_no_findings() => Assert.That(Judge(Hardened), Is.Empty);

    [Test]
    public void Bare_body_lacks_what_a_bare_pod_lacks_and_what_only_pods_have_is_not_asked_for() =>
        Assert.That(Judge("""{"Image":"registry.example/web:1.0"}"""), Is.EquivalentTo(["CSEC2002", "CSEC2003", "CSEC2007", "CSEC2008", "CSEC6001"]));

    [TestCase("\"Privileged\":true", "CSEC2001", "HostConfig.Privileged")]
    [TestCase("\"CapAdd\":[\"CAP_SYS_ADMIN\"]", "CSEC2006", "HostConfig.CapAdd[0]")]
    [TestCase("\"CapAdd\":[\"net_admin\"]", "CSEC2006", "HostConfig.CapAdd[0]")]
    [TestCase("\"SecurityOpt\":[\"no-new-privileges\",\"seccomp=unconfined\"]", "CSEC2009", "HostConfig.SecurityOpt[1]")]
    [TestCase("\"SecurityOpt\":[\"no-new-privileges\",\"seccomp:unconfined\"]", "CSEC2009", "HostConfig.SecurityOpt[1]")]
    [TestCase("\"SecurityOpt\":[\"no-new-privileges:true\",\"apparmor=unconfined\"]", "CSEC2011", "HostConfig.SecurityOpt[1]")]
    [TestCase("\"SecurityOpt\":[\"no-new-privileges\",\"label=disable\"]", "CSEC2012", "HostConfig.SecurityOpt[1]")]
    [TestCase("\"SecurityOpt\":[\"no-new-privileges\",\"systempaths=unconfined\"]", "CSEC2013", "HostConfig.SecurityOpt[1]")]
    [TestCase("\"SecurityOpt\":[\"no-new-privileges=false\"]", "CSEC2002", "HostConfig.SecurityOpt[0]")]
    [TestCase("\"NetworkMode\":\"host\"", "CSEC3001", "HostConfig.NetworkMode")]
    [TestCase("\"PidMode\":\"host\"", "CSEC3002", "HostConfig.PidMode")]
    [TestCase("\"IpcMode\":\"host\"", "CSEC3003", "HostConfig.IpcMode")]
    [TestCase("\"UsernsMode\":\"host\"", "CSEC3008", "HostConfig.UsernsMode")]
    [TestCase("\"Binds\":[\"/var/run/docker.sock:/var/run/docker.sock:ro\"]", "CSEC3006", "HostConfig.Binds[0]")]
    [TestCase("\"Binds\":[\"/etc:/host:ro\"]", "CSEC3005", "HostConfig.Binds[0]")]
    [TestCase("\"Binds\":[\"/srv/data:/data:ro,rshared\"]", "CSEC3011", "HostConfig.Binds[0]")]
    [TestCase(
        "\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/run/docker.sock\",\"Target\":\"/s\",\"ReadOnly\":true}]",
        "CSEC3006",
        "HostConfig.Mounts[0].Source")]
    [TestCase("\"Devices\":[{\"PathOnHost\":\"/dev/fuse\",\"PathInContainer\":\"/dev/fuse\"}]", "CSEC3009", "HostConfig.Devices[0].PathOnHost")]
    [TestCase("\"PortBindings\":{\"80/tcp\":[{\"HostPort\":\"80\"}]}", "CSEC3007", "HostConfig.PortBindings['80/tcp'][0].HostPort")]
    public void Bad_setting_is_found_where_it_is_written(string setting, string rule, string path) =>
        Assert.That(Findings(Hardened.Replace("\"ReadonlyRootfs\":true", $"\"ReadonlyRootfs\":true,{setting}")
            .Replace(
                "\"SecurityOpt\":[\"no-new-privileges\"],",
                setting.Contains("SecurityOpt") ? "" : "\"SecurityOpt\":[\"no-new-privileges\"],"))
            .Select(f => (f.Rule.Id, f.Location.Path)), Does.Contain((rule, path)));

    [TestCase("\"NetworkMode\":\"bridge\"")]
    [TestCase("\"NetworkMode\":\"container:web\"")]
    [TestCase("\"Binds\":[\"data:/data\"]")]
    [TestCase("\"Mounts\":[{\"Type\":\"volume\",\"Source\":\"data\",\"Target\":\"/data\"}]")]
    [TestCase("\"Mounts\":[{\"Type\":\"tmpfs\",\"Target\":\"/etc\"}]")]
    [TestCase("\"PortBindings\":{\"8080/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"8080\"}]}")]
    [TestCase("\"CapAdd\":[]")]
    public void Closest_look_alikes_are_silent(string setting) =>
        Assert.That(Judge(Hardened.Replace("\"ReadonlyRootfs\":true", $"\"ReadonlyRootfs\":true,{setting}")), Is.Empty);

    [TestCase("0", "CSEC2004")]
    [TestCase("root:root", "CSEC2004")]
    [TestCase("0:1000", "CSEC2004")]
    [TestCase("", "CSEC2003")]
    public void Root_is_found_by_number_and_name(string user, string rule) =>
        Assert.That(Judge(Hardened.Replace("1000:1000", user)), Does.Contain(rule));

    [Test]
    public void Credentials_of_the_environment_are_found() =>
        Assert.That(
            Findings(Hardened.Replace(
                "\"User\"",
                "\"Env\":[\"TZ=UTC\",\"DB_PASSWORD=not-a-real-one\"],\"User\"")).Select(f => (f.Rule.Id, f.Location.Path)),
            Is.EqualTo([("CSEC4002", "Env[1]")]));

    [Test]
    public void Workload_of_a_body_has_a_kind_and_no_name()
    {
        ResourceIdentity identity = Read(Hardened).Single().Identity;

        Assert.That(identity, Is.EqualTo(new ResourceIdentity("", DockerReader.Kind, null, "")));
    }

    private static IEnumerable<string> Judge(string json) => Findings(json).Select(f => f.Rule.Id);

    private static IEnumerable<ContainerSecurity.Rules.Finding> Findings(string json) =>
        Read(json).SelectMany(r => new PolicyEngine().Evaluate(r).WithFolded).Select(f => f.Finding);

    private static IReadOnlyList<Resource> Read(string json)
    {
        var errors = new List<DocumentError>();
        IReadOnlyList<Resource> resources = DockerReader.Read(new DocumentReader().Read(json, "create.json").Documents.Single(), errors);
        Assert.That(errors, Is.Empty);
        return resources;
    }
}
