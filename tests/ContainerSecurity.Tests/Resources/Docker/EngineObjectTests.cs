using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Tests.Resources.Docker;

/// <summary>What an engine answers of its objects becomes resources, which the rules of manifests judge.</summary>
public class EngineObjectTests
{
    private static readonly PolicyEngine Engine = new(Policy.Default with { Profile = Profile.All });

    private const string HardenedService = """
        {"ID":"s1","Spec":{"Name":"web","Labels":{},"TaskTemplate":{"ContainerSpec":{"Image":"registry.example/web:1.0@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","User":"1000","ReadOnly":true,
        "Privileges":{"NoNewPrivileges":true},"CapabilityDrop":["ALL"],"Healthcheck":{"Test":["CMD","/app"]}},"Resources":{"Limits":{"NanoCPUs":500000000,"MemoryBytes":67108864,"Pids":100}}}}}
        """;

    private const string Plugin = """{"Id":"p1","Name":"team/log:1","Enabled":true,"PluginReference":"registry.example/team/log:1.0","Settings":{"Mounts":[],"Env":[],"Args":[],"Devices":[]},"Config":{"Network":{"Type":"bridge"},"Linux":{"Capabilities":[],"AllowAllDevices":false}}}""";

    [Test]
    public void Hardened_service_has_no_findings() => Assert.That(Judge("Service", HardenedService), Is.Empty);

    [TestCase("\"User\":\"1000\"", "\"User\":\"0\"", "CSEC2004")]
    [TestCase("\"User\":\"1000\",", "", "CSEC2003")]
    [TestCase("\"ReadOnly\":true", "\"ReadOnly\":false", "CSEC2008")]
    [TestCase("\"NoNewPrivileges\":true", "\"NoNewPrivileges\":false", "CSEC2002")]
    [TestCase("\"NoNewPrivileges\":true", "\"NoNewPrivileges\":true,\"Seccomp\":{\"Mode\":\"unconfined\"}", "CSEC2009")]
    [TestCase("\"NoNewPrivileges\":true", "\"NoNewPrivileges\":true,\"AppArmor\":{\"Mode\":\"disabled\"}", "CSEC2011")]
    [TestCase("\"NoNewPrivileges\":true", "\"NoNewPrivileges\":true,\"SELinuxContext\":{\"Disable\":true}", "CSEC2012")]
    [TestCase("\"CapabilityDrop\":[\"ALL\"]", "\"CapabilityDrop\":[\"ALL\"],\"CapabilityAdd\":[\"CAP_SYS_ADMIN\"]", "CSEC2006")]
    [TestCase("\"ReadOnly\":true", "\"ReadOnly\":true,\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/etc\",\"Target\":\"/x\",\"ReadOnly\":true}]", "CSEC3005")]
    [TestCase("\"ReadOnly\":true", "\"ReadOnly\":true,\"Hosts\":[\"10.0.0.1 db\"]", "CSEC3017")]
    [TestCase("\"ReadOnly\":true", "\"ReadOnly\":true,\"Sysctls\":{\"kernel.msgmax\":\"1\"}", "CSEC2014")]
    [TestCase("\"MemoryBytes\":67108864,", "", "CSEC6001")]
    [TestCase("\"Pids\":100", "\"Pids\":0", "CSEC6005")]
    [TestCase("\"Resources\"", "\"Networks\":[{\"Target\":\"net-of-host\"}],\"Resources\"", "CSEC3001")]
    [TestCase("}}}}}", "}}},\"EndpointSpec\":{\"Ports\":[{\"Protocol\":\"tcp\",\"TargetPort\":8080,\"PublishedPort\":80,\"PublishMode\":\"ingress\"}]}}}",
        "CSEC3007")]
    public void Service_is_judged_as_a_workload(string part, string instead, string rule)
    {
        Assert.That(HardenedService.Contains(part, StringComparison.Ordinal), Is.True, part);
        Assert.That(Judge("Service", HardenedService.Replace(part, instead, StringComparison.Ordinal)), Does.Contain(rule));
    }

    [Test]
    public void Plugin_without_privileges_has_no_findings() => Assert.That(Judge("Plugin", Plugin).Except(["CSEC1002"]), Is.Empty);

    [TestCase("\"AllowAllDevices\":false", "\"AllowAllDevices\":true", "CSEC3009")]
    [TestCase("\"Capabilities\":[]", "\"Capabilities\":[\"CAP_SYS_ADMIN\"]", "CSEC2006")]
    [TestCase("\"Type\":\"bridge\"", "\"Type\":\"host\"", "CSEC3001")]
    [TestCase("\"Config\":{", "\"Config\":{\"PidHost\":true,", "CSEC3002")]
    [TestCase("\"Config\":{", "\"Config\":{\"IpcHost\":true,", "CSEC3003")]
    [TestCase("\"Mounts\":[]", "\"Mounts\":[{\"Source\":\"/var/lib/docker\",\"Destination\":\"/d\",\"Type\":\"bind\",\"Options\":[\"rbind\",\"rshared\"]}]",
        "CSEC3011")]
    [TestCase("\"Mounts\":[]", "\"Mounts\":[{\"Source\":\"/run/docker.sock\",\"Destination\":\"/d\",\"Type\":\"bind\",\"Options\":[]}]", "CSEC3006")]
    [TestCase("\"Devices\":[]", "\"Devices\":[{\"Name\":\"d\",\"Path\":\"/dev/sda\"}]", "CSEC3009")]
    public void Plugin_is_judged_by_what_it_was_granted(string part, string instead, string rule)
    {
        Assert.That(Plugin.Contains(part, StringComparison.Ordinal), Is.True, part);
        Assert.That(Judge("Plugin", Plugin.Replace(part, instead, StringComparison.Ordinal)), Does.Contain(rule));
    }

    [Test]
    public void Mount_taken_over_from_another_container_is_judged() =>
        Assert.That(Judge("Container", """{"Name":"/web","Config":{"Image":"a"},"HostConfig":{"VolumesFrom":["db"]},"Mounts":[{"Type":"bind","Source":"/etc","Destination":"/x","RW":false,"Propagation":"rprivate"}]}"""), Does.Contain("CSEC3005"));

    [Test]
    public void Mount_that_the_settings_name_is_judged_once() =>
        Assert.That(Judge("Container", """{"Name":"/web","Config":{"Image":"a"},"HostConfig":{"Binds":["/etc:/x"]},"Mounts":[{"Type":"bind","Source":"/etc","Destination":"/x","RW":true,"Propagation":"rprivate"}]}""").Count(id => id == "CSEC3005"), Is.EqualTo(1));

    [TestCase("[]", true)]
    [TestCase("[\"/proc/acpi\"]", false)]
    [TestCase("null", false)]
    public void Empty_masks_are_unmasked_paths(string masked, bool isReported) =>
        Assert.That(Judge("Container", $$$"""{"Name":"/web","Config":{"Image":"a"},"HostConfig":{"MaskedPaths":{{{masked}}}}}""").Contains("CSEC2013"), Is.EqualTo(isReported));

    [TestCase("\"PidMode\":\"host\",", false)]
    [TestCase("\"IpcMode\":\"host\",", false)]
    [TestCase("\"Privileged\":true,", false)]
    [TestCase("", true)]
    public void Label_that_the_engine_switched_off_by_itself_is_no_setting_of_anybody(string host, bool isReported) =>
        Assert.That(Judge("Container", $$$"""{"Name":"/web","Config":{"Image":"a"},"HostConfig":{{{{host}}}"SecurityOpt":["label=disable"]}}""").Contains("CSEC2012"), Is.EqualTo(isReported));

    [Test]
    public void Quota_of_processor_time_is_a_limit() =>
        Assert.That(Judge("Container", """{"Name":"/web","Config":{"Image":"a"},"HostConfig":{"NanoCpus":0,"CpuQuota":50000}}"""), Does.Not.Contain("CSEC6003"));

    [Test]
    public void Port_that_the_engine_chose_is_a_port_of_the_host() =>
        Assert.That(Judge("Container", """{"Name":"/web","Config":{"Image":"a","ExposedPorts":{"8080/tcp":{}}},"HostConfig":{"PublishAllPorts":true,"PortBindings":{}},"NetworkSettings":{"Ports":{"8080/tcp":[{"HostIp":"0.0.0.0","HostPort":"49153"}]}}}"""), Does.Contain("CSEC3007"));

    [Test]
    public void Namespace_that_the_engine_gives_everybody_is_told_of_the_engine_alone()
    {
        const string Container = """{"Name":"/web","Config":{"Image":"a"},"HostConfig":{"CgroupnsMode":"host"}}""";

        Assert.Multiple(() =>
        {
            Assert.That(Judge("Container", Container), Does.Contain("CSEC3012"));
            Assert.That(Judge("Container", Container, new EngineDefaults { SharesCgroupNamespace = true }), Does.Not.Contain("CSEC3012"));
        });
    }

    [Test]
    public void Value_of_the_wrong_type_is_an_error_with_its_place()
    {
        var errors = new List<DocumentError>();
        _ = ((DockerNetwork)DockerReader.ReadObject("Network", Document("""{"Name":"shop","Driver":["bridge"]}"""), errors)!).Driver;

        Assert.That(errors.Select(e => e.Message), Has.Some.Contains("'Driver' must be text"));
    }

    [Test]
    public void Kind_that_there_is_not_is_a_mistake_of_the_caller() =>
        Assert.That(() => DockerReader.ReadObject("Pod", Document("{}"), []), Throws.ArgumentException);

    private static string[] Judge(string kind, string json, EngineDefaults? defaults = null)
    {
        var errors = new List<DocumentError>();
        Resource resource = DockerReader.ReadObject(kind, Document(json), errors, defaults ?? new EngineDefaults { HostNetworks = ["net-of-host"] })!;
        Decision decision = Engine.Evaluate(resource);
        Assert.That(errors.Concat(decision.Errors), Is.Empty);
        return [.. decision.Findings.Select(f => f.Finding.Rule.Id)];
    }

    private static DocumentNode Document(string json) => new DocumentReader().Read(json, "engine.json").Documents.Single();
}
