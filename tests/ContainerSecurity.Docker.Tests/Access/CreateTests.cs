using System.Text;
using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Docker.Tests.Access;

/// <summary>What is created is its team's, names nothing of others, and is configured as the rules allow.</summary>
public class CreateTests
{
    private const string Create = "/v1.41/containers/create?name=x";
    private static readonly Policy OnlyPrivileged = Policy.Default with
    {
        Profile = Profile.None,
        Rules = new Dictionary<string, RuleSetting> { ["CSEC2001"] = new() { Enabled = true, Enforcement = Enforcement.Deny } },
    };

    private readonly TeamHost host = new();

    [Test]
    public void A_container_gets_its_teams_label()
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", Create, "{\"Image\":\"busybox:1\"}");

        Assert.That(decision.IsAllowed, Is.True, decision.Reason);
        Assert.That(decision.Team, Is.EqualTo("alpha"));
        Assert.That(decision.Obligations, Does.Contain(new DockerObligation(DockerObligationKind.AddLabel, TeamHost.Label, "alpha")));
        Assert.That(Sent(decision)["Labels"]![TeamHost.Label]!.GetValue<string>(), Is.EqualTo("alpha"));
    }

    [Test]
    public void A_label_that_is_there_is_not_demanded()
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", Create, "{\"Image\":\"busybox:1\",\"Labels\":{\"com.example.team\":\"alpha\"}}");

        Assert.That(decision.FulfilledBy(DockerObligationKind.Audit).IsAllowed, Is.True, decision.Reason);
    }

    [TestCase("{\"Image\":\"busybox:1\",\"Labels\":{\"com.example.team\":\"beta\"}}", TestName = "Another team's label")]
    [TestCase("{\"Image\":\"busybox:1\",\"labelS\":{\"com.example.team\":\"beta\"}}", TestName = "Another team's label in another case")]
    [TestCase("{\"Image\":\"busybox:1\",\"Labels\":{\"com.example.team\":\"\"}}", TestName = "No team's label")]
    [TestCase("{\"Image\":\"busybox:1\",\"HostConfig\":{\"Mounts\":[{\"Type\":\"volume\",\"Target\":\"/x\",\"VolumeOptions\":{\"Labels\":{\"com.example.team\":\"beta\"}}}]}}", TestName = "Another team's label on a volume made with it")]
    public void A_claim_of_another_team_is_refused(string body)
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", Create, body);

        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.ClientMessage, Does.Not.Contain("beta"));
    }

    [TestCase("/networks/create", "{\"Name\":\"n\"}")]
    [TestCase("/volumes/create", "{\"Name\":\"v\"}")]
    [TestCase("/secrets/create", "{\"Name\":\"s\",\"Data\":\"eA==\"}")]
    [TestCase("/configs/create", "{\"Name\":\"c\",\"Data\":\"eA==\"}")]
    public void Whatever_is_created_gets_the_label(string target, string body)
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", target, body);

        Assert.That(decision.IsAllowed, Is.True, decision.Reason);
        Assert.That(Sent(decision)["Labels"]![TeamHost.Label]!.GetValue<string>(), Is.EqualTo("alpha"));
        Assert.That(host.Ask("alice", "POST", target, body.Replace("{", "{\"Labels\":{\"com.example.team\":\"beta\"},", StringComparison.Ordinal)).IsAllowed,
            Is.False);
    }

    [Test]
    public void A_service_and_its_containers_get_the_label()
    {
        DockerAccessDecision decision =
            host.Ask("alice", "POST", "/services/create", "{\"Name\":\"s\",\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"busybox:1\"}}}");

        Assert.That(decision.IsAllowed, Is.True, decision.Reason);
        Assert.That(Sent(decision)["Labels"]![TeamHost.Label]!.GetValue<string>(), Is.EqualTo("alpha"));
        Assert.That(Sent(decision)["TaskTemplate"]!["ContainerSpec"]!["Labels"]![TeamHost.Label]!.GetValue<string>(), Is.EqualTo("alpha"));
    }

    [TestCase("\"VolumesFrom\":[\"beta-db\"]", TestName = "The volumes of a foreign container")]
    [TestCase("\"VolumesFrom\":[\"bbbbbbbbbbbb:ro\"]", TestName = "The volumes of a foreign container by its ID")]
    [TestCase("\"PidMode\":\"container:beta-db\"", TestName = "The processes of a foreign container")]
    [TestCase("\"IpcMode\":\"container:beta-db\"", TestName = "The memory of a foreign container")]
    [TestCase("\"NetworkMode\":\"container:beta-db\"", TestName = "The network of a foreign container")]
    [TestCase("\"Cgroup\":\"container:beta-db\"", TestName = "The cgroup of a foreign container")]
    [TestCase("\"NetworkMode\":\"beta-net\"", TestName = "A foreign network")]
    [TestCase("\"Links\":[\"beta-db:db\"]", TestName = "A link to a foreign container")]
    [TestCase("\"Binds\":[\"beta-data:/x\"]", TestName = "A foreign volume")]
    [TestCase("\"Mounts\":[{\"Type\":\"volume\",\"Source\":\"beta-data\",\"Target\":\"/x\"}]", TestName = "A foreign volume as a mount")]
    [TestCase("\"PidMode\":\"container:nosuch\"", TestName = "A container that is not there")]
    [TestCase("\"NetworkMode\":\"nosuch\"", TestName = "A network that is not there")]
    public void What_is_named_must_be_the_teams(string member)
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", Create, $"{{\"Image\":\"busybox:1\",\"HostConfig\":{{{member}}}}}");

        Assert.That(decision.IsAllowed, Is.False, decision.Reason);
        Assert.That(decision.Demands(DockerObligationKind.AnswerNotFound), Is.True, decision.Reason);
    }

    [Test]
    public void A_foreign_network_is_not_joined_beside_the_own_one()
    {
        Assert.That(host.Ask("alice", "POST", Create, "{\"Image\":\"busybox:1\",\"NetworkingConfig\":{\"EndpointsConfig\":{\"beta-net\":{}}}}").IsAllowed,
            Is.False);
        Assert.That(host.Ask("alice", "POST", Create, "{\"Image\":\"busybox:1\",\"NetworkingConfig\":{\"EndpointsConfig\":{\"alpha-net\":{}}}}").IsAllowed,
            Is.True);
        Assert.That(host.Ask("alice", "POST", "/networks/alpha-net/connect", "{\"Container\":\"beta-db\"}").IsAllowed, Is.False);
        Assert.That(host.Ask("alice", "POST", "/networks/beta-net/connect", "{\"Container\":\"alpha-web\"}").IsAllowed, Is.False);
        Assert.That(host.Ask("alice", "POST", "/networks/alpha-net/connect", "{\"Container\":\"alpha-web\"}").IsAllowed, Is.True);
    }

    [Test]
    public void Names_of_containers_become_full_IDs()
    {
        DockerAccessDecision decision =
            host.Ask("alice", "POST", Create,
            "{\"Image\":\"busybox:1\",\"HostConfig\":{\"VolumesFrom\":[\"alpha-web:ro\"],\"NetworkMode\":\"container:alpha-web\",\"Links\":[\"alpha-web:w\"]}}");

        Assert.That(decision.IsAllowed, Is.True, decision.Reason);
        JsonNode sent = Sent(decision)["HostConfig"]!;
        Assert.That(sent["VolumesFrom"]![0]!.GetValue<string>(), Is.EqualTo($"{TeamHost.WebId}:ro"));
        Assert.That(sent["NetworkMode"]!.GetValue<string>(), Is.EqualTo($"container:{TeamHost.WebId}"));
        Assert.That(sent["Links"]![0]!.GetValue<string>(), Is.EqualTo($"{TeamHost.WebId}:w"));
    }

    [Test]
    public void Names_of_containers_become_full_IDs_where_a_network_is_joined_too()
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", "/networks/alpha-net/connect", "{\"Container\":\"alpha-web\"}");

        Assert.That(Sent(decision)["Container"]!.GetValue<string>(), Is.EqualTo(TeamHost.WebId));
        Assert.That(decision.Target, Is.EqualTo($"/networks/{new string('1', 64)}/connect"));
    }

    [TestCase("a/../b")]
    [TestCase("../containers/x")]
    [TestCase("a?b")]
    [TestCase("a b")]
    public void A_name_that_no_object_can_have_is_not_looked_up(string name)
    {
        Assert.That(host.Ask("root", "POST", Create, $"{{\"Image\":\"{name}\"}}").IsError, Is.True);
        Assert.That(host.Ask("root", "POST", $"/commit?container={Uri.EscapeDataString(name)}", "").IsError, Is.True);
        Assert.That(host.Ask("root", "GET", $"/images/get?names={Uri.EscapeDataString(name)}").IsError, Is.True);
    }

    [Test]
    public void A_volume_that_is_not_there_will_be_the_teams()
    {
        DockerAccessDecision bind = host.Ask("alice", "POST", Create, "{\"Image\":\"busybox:1\",\"HostConfig\":{\"Binds\":[\"new:/x\"]}}");
        DockerAccessDecision mount = host.Ask("alice", "POST", Create,
            "{\"Image\":\"busybox:1\",\"HostConfig\":{\"Mounts\":[{\"Type\":\"volume\",\"Source\":\"new\",\"Target\":\"/x\"}]}}");

        Assert.That(bind.Obligations, Does.Contain(new DockerObligation(DockerObligationKind.CreateVolume, TeamHost.Label, "new")));
        Assert.That(Sent(mount)["HostConfig"]!["Mounts"]![0]!["VolumeOptions"]!["Labels"]![TeamHost.Label]!.GetValue<string>(), Is.EqualTo("alpha"));
    }

    [TestCase("\"Privileged\":true", "CSEC2001")]
    [TestCase("\"privileged\":true", "CSEC2001")]
    [TestCase("\"Binds\":[\"/:/host\"]", "CSEC")]
    [TestCase("\"Binds\":[\"/var/run/docker.sock:/s\"]", "CSEC")]
    [TestCase("\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/etc\",\"Target\":\"/x\"}]", "CSEC")]
    [TestCase("\"Mounts\":[{\"Type\":\"volume\",\"Target\":\"/x\",\"VolumeOptions\":{\"DriverConfig\":{\"Options\":{\"o\":\"bind\",\"type\":\"none\",\"device\":\"/etc\"}}}}]", "CSEC")]
    [TestCase("\"PidMode\":\"host\"", "CSEC")]
    [TestCase("\"IpcMode\":\"host\"", "CSEC")]
    [TestCase("\"NetworkMode\":\"host\"", "CSEC")]
    [TestCase("\"CapAdd\":[\"SYS_ADMIN\"]", "CSEC")]
    [TestCase("\"CapAdd\":[\"cap_net_admin\"]", "CSEC")]
    [TestCase("\"SecurityOpt\":[\"seccomp=unconfined\"]", "CSEC")]
    [TestCase("\"SecurityOpt\":[\"apparmor:unconfined\"]", "CSEC")]
    [TestCase("\"Sysctls\":{\"kernel.msgmax\":\"1\"}", "CSEC")]
    public void A_configuration_that_the_rules_deny_is_denied_with_the_rules_words(string member, string rule)
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", Create, $"{{\"Image\":\"busybox:1\",\"HostConfig\":{{{member}}}}}");

        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.RuleIds, Has.Some.StartsWith(rule), decision.Reason);
        Assert.That(decision.ClientMessage, Does.Contain(rule));
        Assert.That(decision.Body, Is.Null);
    }

    [TestCase("\"Annotations\":{\"run.oci.handler\":\"krun\"}", "Annotations")]
    [TestCase("\"CgroupParent\":\"/\"", "CgroupParent")]
    [TestCase("\"CgroupnsMode\":\"host\"", "CgroupnsMode")]
    [TestCase("\"UTSMode\":\"host\"", "UTSMode")]
    [TestCase("\"UsernsMode\":\"host\"", "UsernsMode")]
    [TestCase("\"Runtime\":\"other\"", "Runtime")]
    [TestCase("\"MaskedPaths\":[]", "CSEC2013")]
    [TestCase("\"ReadonlyPaths\":[\"/proc/bus\"]", "ReadonlyPaths")]
    [TestCase("\"DeviceRequests\":[{\"Driver\":\"cdi\"}]", "DeviceRequests")]
    [TestCase("\"VolumeDriver\":\"netshare\"", "VolumeDriver")]
    [TestCase("\"LogConfig\":{\"Type\":\"syslog\",\"Config\":{\"syslog-address\":\"unix:///run/x.sock\"}}", "LogConfig")]
    [TestCase("\"GroupAdd\":[\"docker\"]", "GroupAdd")]
    [TestCase("\"NetworkMode\":\"ns:/proc/1/ns/net\"", "NetworkMode")]
    [TestCase("\"OomScoreAdj\":-500", "OomScoreAdj")]
    [TestCase("\"Ulimits\":[{\"Name\":\"rtprio\",\"Hard\":9,\"Soft\":9}]", "Ulimits")]
    [TestCase("\"Mounts\":[{\"Type\":\"npipe\",\"Source\":\"x\",\"Target\":\"/x\"}]", "Mounts")]
    [TestCase("\"PortBindings\":{\"80/tcp\":[{\"HostPort\":\"80\"}]}", "")]
    [TestCase("\"Devices\":[{\"PathOnHost\":\"/dev/sda\"}]", "")]
    [TestCase("\"DeviceCgroupRules\":[\"a *:* rwm\"]", "")]
    public void A_value_that_reaches_beyond_the_container_is_denied(string member, string field)
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", Create, $"{{\"Image\":\"busybox:1\",\"HostConfig\":{{{member}}}}}");

        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.ClientMessage, Does.Contain(field));
        Assert.That(host.Ask("root", "POST", Create, $"{{\"Image\":\"busybox:1\",\"HostConfig\":{{{member}}}}}").IsAllowed, Is.True);
    }

    [Test]
    public void What_a_client_sends_for_an_ordinary_container_is_allowed()
    {
        const string body = """
            {"Hostname":"","Domainname":"","User":"","AttachStdin":false,"AttachStdout":true,"AttachStderr":true,"ExposedPorts":{"80/tcp":{}},"Tty":false,"OpenStdin":false,"StdinOnce":false,
             "Env":["A=b"],"Cmd":["sleep","1"],"Image":"busybox:1","Volumes":{"/data":{}},"WorkingDir":"","Entrypoint":null,"OnBuild":null,"Labels":{},
             "HostConfig":{"Binds":["alpha-data:/data:rw"],"ContainerIDFile":"","LogConfig":{"Type":"","Config":{}},"NetworkMode":"default","PortBindings":{"80/tcp":[{"HostIp":"","HostPort":""}]},
              "RestartPolicy":{"Name":"no","MaximumRetryCount":0},"AutoRemove":true,"VolumeDriver":"","VolumesFrom":null,"ConsoleSize":[0,0],"CapAdd":null,"CapDrop":null,"CgroupnsMode":"","Dns":[],
              "DnsOptions":[],"DnsSearch":[],"ExtraHosts":null,"GroupAdd":null,"IpcMode":"","Cgroup":"","Links":null,"OomScoreAdj":0,"PidMode":"","Privileged":false,"PublishAllPorts":false,
              "ReadonlyRootfs":false,"SecurityOpt":null,"UTSMode":"","UsernsMode":"","ShmSize":0,"Isolation":"","CpuShares":0,"Memory":0,"NanoCpus":0,"CgroupParent":"","BlkioWeight":0,
              "BlkioWeightDevice":[],"BlkioDeviceReadBps":[],"CpuPeriod":0,"CpuQuota":0,"CpuRealtimePeriod":0,"CpuRealtimeRuntime":0,"CpusetCpus":"","CpusetMems":"","Devices":[],
              "DeviceCgroupRules":null,"DeviceRequests":null,"MemoryReservation":0,"MemorySwap":0,"MemorySwappiness":null,"OomKillDisable":null,"PidsLimit":null,"Ulimits":[],"CpuCount":0,
              "CpuPercent":0,"IOMaximumIOps":0,"IOMaximumBandwidth":0,"MaskedPaths":null,"ReadonlyPaths":null},
             "NetworkingConfig":{"EndpointsConfig":{"default":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"","DriverOpts":null,"GwPriority":0,"NetworkID":"","EndpointID":"","Gateway":"","IPAddress":"","IPPrefixLen":0,"DNSNames":null}}}}
            """;

        DockerAccessDecision decision = host.Ask("alice", "POST", "/v1.41/containers/create", body);

        Assert.That(decision.IsAllowed, Is.True, decision.Reason);
    }

    [Test]
    public void Rules_of_a_grant_may_name_fields_and_a_policy_of_its_own()
    {
        DockerPermission permission = new("container.create", "container.inspect")
        {
            Rules = new DockerContainerRules("ours", OnlyPrivileged, ["HostConfig.Runtime"]),
        };
        DockerAccessPolicy policy = TeamHost.Policy with
        {
            Roles = [new DockerRole("builder") { Permissions = [permission] }],
            Grants = [new DockerGrant("builder") { Teams = ["alpha"] }]
        };
        var own = new TeamHost(policy);

        Assert.That(own.Ask("alice", "POST", Create, "{\"Image\":\"a\",\"HostConfig\":{\"Runtime\":\"runsc\",\"Binds\":[\"/srv:/srv\"]}}").IsAllowed, Is.True);
        Assert.That(own.Ask("alice", "POST", Create, "{\"Image\":\"a\",\"HostConfig\":{\"Privileged\":true}}").RuleIds, Is.EqualTo(new[] { "CSEC2001" }));
        Assert.That(own.Ask("alice", "POST", Create, "{\"Image\":\"a\",\"HostConfig\":{\"UTSMode\":\"host\"}}").IsAllowed, Is.False);
    }

    [Test]
    public void Guardrails_veto_whatever_is_granted()
    {
        var guarded = new TeamHost(TeamHost.Policy with { Guardrails = new DockerContainerRules("never", OnlyPrivileged, ["*"]) });

        DockerAccessDecision decision = guarded.Ask("root", "POST", Create, "{\"Image\":\"a\",\"HostConfig\":{\"Privileged\":true}}");

        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.Reason, Does.Contain("guardrails 'never'").And.Contain("CSEC2001"));
        Assert.That(guarded.Ask("root", "POST", Create, "{\"Image\":\"a\",\"HostConfig\":{\"PidMode\":\"host\"}}").IsAllowed, Is.True);
    }

    [Test]
    public void Guardrails_veto_on_what_the_engine_does_not_know_too_and_the_body_goes_with_it()
    {
        var guarded = new TeamHost(TeamHost.Policy with { Guardrails = new DockerContainerRules("never", null) });

        Assert.That(guarded.Ask("root", "POST", "/containers/absent/update", "{\"Devices\":[{\"PathOnHost\":\"/dev/sda\"}]}").IsAllowed, Is.False);
        Assert.That(Sent(guarded.Ask("root", "POST", "/containers/absent/update", "{\"memory\":5}")).ToJsonString(), Is.EqualTo("{\"Memory\":5}"));
    }

    [TestCase("/containers/alpha-web/exec", "{\"Cmd\":[\"id\"],\"Privileged\":true}", false)]
    [TestCase("/containers/alpha-web/exec", "{\"Cmd\":[\"id\"],\"privileged\":true}", false)]
    [TestCase("/containers/alpha-web/exec", "{\"Cmd\":[\"id\"]}", true)]
    [TestCase("/containers/alpha-web/update", "{\"Memory\":1000000}", true)]
    [TestCase("/containers/alpha-web/update", "{\"Devices\":[{\"PathOnHost\":\"/dev/sda\"}]}", false)]
    [TestCase("/containers/alpha-web/update", "{\"Privileged\":true}", false)]
    [TestCase("/volumes/create", "{\"Name\":\"v\",\"DriverOpts\":{\"type\":\"none\",\"o\":\"bind\",\"device\":\"/etc\"}}", false)]
    [TestCase("/volumes/create", "{\"Name\":\"v\",\"DriverOpts\":{\"type\":\"ext4\",\"device\":\"/dev/sda1\"}}", false)]
    [TestCase("/volumes/create", "{\"Name\":\"v\",\"DriverOpts\":{\"type\":\"tmpfs\",\"device\":\"tmpfs\",\"o\":\"size=10m\"}}", true)]
    [TestCase("/volumes/create", "{\"Name\":\"v\",\"Driver\":\"sshfs\"}", false)]
    [TestCase("/networks/create", "{\"Name\":\"n\",\"Driver\":\"macvlan\",\"Options\":{\"parent\":\"eth0\"}}", false)]
    [TestCase("/networks/create", "{\"Name\":\"n\",\"Options\":{\"com.docker.network.bridge.name\":\"docker0\"}}", false)]
    [TestCase("/networks/create", "{\"Name\":\"n\",\"Driver\":\"bridge\",\"IPAM\":{\"Driver\":\"default\",\"Config\":[{\"Subnet\":\"10.1.0.0/16\"}]}}", true)]
    [TestCase("/services/create", "{\"Name\":\"s\",\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"busybox:1\",\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/\",\"Target\":\"/x\"}]}}}", false)]
    [TestCase("/services/create", "{\"Name\":\"s\",\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"busybox:1\",\"CapabilityAdd\":[\"CAP_SYS_ADMIN\"]}}}",
        false)]
    [TestCase("/services/create", "{\"Name\":\"s\",\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"busybox:1\",\"Privileges\":{\"Seccomp\":{\"Mode\":\"unconfined\"}}}}}", false)]
    [TestCase("/services/create", "{\"Name\":\"s\",\"TaskTemplate\":{\"Runtime\":\"plugin\"}}", false)]
    public void Other_bodies_are_judged_too(string target, string body, bool isAllowed)
    {
        DockerAccessDecision decision = host.Ask("alice", "POST", target, body);

        Assert.That(decision.IsAllowed, Is.EqualTo(isAllowed), decision.Reason);
    }

    [TestCase(1, 0, 0, "{\"Memory\":100,\"NanoCpus\":1000000000}", true)]
    [TestCase(2, 0, 0, "{\"Memory\":100,\"NanoCpus\":1000000000}", false)]
    [TestCase(1, 900, 0, "{\"Memory\":100,\"NanoCpus\":1000000000}", true)]
    [TestCase(1, 901, 0, "{\"Memory\":100,\"NanoCpus\":1000000000}", false)]
    [TestCase(1, 0, 1_500_000_000, "{\"Memory\":100,\"NanoCpus\":1000000000}", false)]
    [TestCase(1, 0, 1_500_000_000, "{\"Memory\":100,\"CpuQuota\":50000,\"CpuPeriod\":100000}", true)]
    [TestCase(1, 0, 0, "{\"NanoCpus\":1}", false)]
    [TestCase(1, 0, 0, "{\"Memory\":100}", false)]
    [TestCase(1, 0, 0, "{\"Memory\":-1,\"NanoCpus\":1}", false)]
    [TestCase(1, long.MaxValue, 0, "{\"Memory\":9223372036854775807,\"NanoCpus\":1}", false)]
    public void A_team_stays_within_its_limits(int containers, long memory, long cpus, string hostConfig, bool isAllowed)
    {
        var limited = new TeamHost(Limited());

        DockerAccessDecision decision =
            limited.Ask("alice", "POST", Create, $"{{\"Image\":\"busybox:1\",\"HostConfig\":{hostConfig}}}", usage: new DockerUsage(containers, memory, cpus));

        Assert.That(decision.IsAllowed, Is.EqualTo(isAllowed), decision.Reason);
    }

    [Test]
    public void Limits_that_nobody_can_check_deny()
    {
        var limited = new TeamHost(Limited());

        Assert.That(limited.Ask("alice", "POST", Create, "{\"Image\":\"a\",\"HostConfig\":{\"Memory\":1,\"NanoCpus\":1}}").IsAllowed, Is.False);
        Assert.That(limited.TeamToCount("alice", "POST", Create, "{\"Image\":\"a\"}"), Is.EqualTo("alpha"));
        Assert.That(limited.TeamToCount("alice", "POST", "/containers/alpha-web/update", "{\"Memory\":1}"), Is.EqualTo("alpha"));
        Assert.That(limited.TeamToCount("bob", "POST", Create, "{\"Image\":\"a\"}"), Is.Null);
        Assert.That(limited.Ask("alice", "POST", "/containers/alpha-web/update", "{\"Memory\":2000}", usage: new DockerUsage(1, 0, 0)).IsAllowed, Is.False);
        Assert.That(limited.Ask("alice", "POST", "/containers/alpha-web/update", "{\"Memory\":500}", usage: new DockerUsage(1, 0, 0)).IsAllowed, Is.True);
    }

    [Test]
    public void What_containers_use_is_summed_up()
    {
        DockerUsage usage = DockerUsage.Of([Json("{\"HostConfig\":{\"Memory\":5,\"NanoCpus\":7}}"), Json("{\"HostConfig\":{\"Memory\":6,\"CpuQuota\":50000}}"),
            Json("{\"HostConfig\":{}}")]);

        Assert.That(usage, Is.EqualTo(new DockerUsage(3, 11, 500_000_007)));
        Assert.That(() => DockerUsage.Of([Json("{}")]), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void An_image_that_no_team_may_use_is_not_there()
    {
        Assert.That(host.Ask("bob", "POST", Create, "{\"Image\":\"registry.example.com/other:1\"}").IsAllowed, Is.False);
        Assert.That(host.Ask("bob", "POST", Create, "{\"Image\":\"busybox:1\"}").IsAllowed, Is.True);
        Assert.That(host.Ask("bob", "POST", Create, "{\"Image\":\"registry.example.com/beta/app:1\"}").IsAllowed, Is.True);
    }

    [TestCase("/commit?container=alpha-web&repo=x/y&tag=1", "alice", false)]
    [TestCase("/commit?container=beta-db&repo=registry.example.com/beta/new&tag=1", "bob", true)]
    [TestCase("/commit?container=beta-db&repo=registry.example.com/alpha/new&tag=1", "bob", false)]
    [TestCase("/commit?container=alpha-web&repo=registry.example.com/beta/new&tag=1", "bob", false)]
    public void A_commit_makes_an_image_of_the_teams(string target, string user, bool isAllowed)
    {
        Assert.That(host.Ask(user, "POST", target, "").IsAllowed, Is.EqualTo(isAllowed));
    }

    private static DockerAccessPolicy Limited() => TeamHost.Policy with
    {
        Teams = [new DockerTeam("alpha") { Users = ["alice"], Limits = new DockerLimits(2, 1000, 2_000_000_000) }, .. TeamHost.Policy.Teams.Skip(1)],
    };

    private static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);

    private static JsonNode Sent(DockerAccessDecision decision) => JsonNode.Parse(decision.Body!.Value.Span)!;
}
