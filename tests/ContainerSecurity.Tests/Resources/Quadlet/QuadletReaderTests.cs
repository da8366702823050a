// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Resources.Quadlet;

public class QuadletReaderTests
{
    private const string Unit = "[Unit]\nDescription=Web\n\n[Container]\nImage=registry.example.com/web:1\n";

    [TestCase("PodmanArgs=--cpus 1 --privileged", "CSEC2001", "--privileged")]
    [TestCase("PodmanArgs=--cpus 1 \\\n  # why\n  --privileged", "CSEC2001", "PodmanArgs")]
    [TestCase("PodmanArgs=--cpus 1 \\\n  --privileged", "CSEC2001", "--privileged")]
    [TestCase("AddCapability=CAP_NET_ADMIN SYS_ADMIN", "CSEC2006", "SYS_ADMIN")]
    [TestCase("AddCapability=all", "CSEC2006", "all")]
    [TestCase("SeccompProfile=unconfined", "CSEC2009", "SeccompProfile")]
    [TestCase("AppArmor=unconfined", "CSEC2011", "AppArmor")]
    [TestCase("SecurityLabelDisable=true", "CSEC2012", "SecurityLabelDisable")]
    [TestCase("Unmask=ALL", "CSEC2013", "Unmask")]
    [TestCase("User=root", "CSEC2004", "User")]
    [TestCase("User=0\nGroup=0", "CSEC2004", "User")]
    [TestCase("Network=host", "CSEC3001", "Network")]
    [TestCase("Volume=/etc:/host", "CSEC3005", "Volume")]
    [TestCase("Volume=%t/podman/podman.sock:/run/podman.sock", "CSEC3006", "Volume")]
    [TestCase("Mount=type=bind,source=/var/run/docker.sock,target=/s", "CSEC3006", "Mount")]
    [TestCase("AddDevice=/dev/kvm", "CSEC3009", "/dev/kvm")]
    [TestCase("PublishPort=8080:80", "CSEC3007", "PublishPort")]
    [TestCase("Environment=A=b \"DB_PASSWORD=kx8-Q2m9vP4t\"", "CSEC4002", "\"DB_PASSWORD")]
    [TestCase("UserNS=host", "CSEC3008", "UserNS")]
    public void Keys_of_a_unit_are_judged_where_they_stand(string line, string rule, string word)
    {
        string text = $"{Unit}{line}\n[Install]\nWantedBy=default.target\n";

        Assert.That(Told.At(text, "web.container"), Has.Some.StartsWith($"{rule}@{Told.Place(text, word).Split(':')[0]}:"));
    }

    [Test]
    public void Place_of_an_option_is_its_own_column()
    {
        const string text = Unit + "PodmanArgs=--cpus 1 \\\n  --privileged\n";

        Assert.That(Told.At(text, "web.container"), Has.Member($"CSEC2001@{Told.Place(text, "--privileged")}"));
    }

    [Test]
    public void Empty_key_takes_back_what_stands_before_it()
    {
        Assert.That(Told.Rules(Unit + "AddCapability=SYS_ADMIN\nAddCapability=\n", "web.container"), Has.No.Member("CSEC2006"));
        Assert.That(Told.Rules(Unit + "AddCapability=\nAddCapability=SYS_ADMIN\n", "web.container"), Has.Member("CSEC2006"));
    }

    [TestCase("web.container.d/10-more.conf")]
    [TestCase("container.d/all.conf")]
    [TestCase("/etc/containers/systemd/web@.container.d/x.conf")]
    public void What_is_added_to_a_unit_is_judged_alone(string name) =>
        Assert.That(Told.At("[Container]\nPodmanArgs=--privileged\n", name), Is.EqualTo(new[] { "CSEC2001@2:12" }));

    [Test]
    public void Unit_is_whole_so_that_its_defaults_are_judged() =>
        Assert.That(Told.Rules(Unit, "web.container"), Is.SupersetOf(new[] { "CSEC2003", "CSEC6001" }));

    [Test]
    public void Advice_is_in_the_words_of_units()
    {
        Decision decision = Told.Of(Unit, "web.container");
        string All(string rule) => decision.Findings.Where(f => f.Finding.Rule.Id == rule).Select(f => $"{f.Finding.Message} {f.Finding.Remediation}").Single();

        Assert.That(All("CSEC2002"), Does.Contain("NoNewPrivileges=true").And.Not.Contain("HostConfig"));
        Assert.That(All("CSEC2007"), Does.Contain("DropCapability=all").And.Not.Contain("CapDrop"));
        Assert.That(All("CSEC2008"), Does.Contain("ReadOnly=true").And.Not.Contain("ReadonlyRootfs"));
        Assert.That(All("CSEC6001"), Does.Contain("MemoryMax"));
    }

    [Test]
    public void Hardened_unit_is_left_alone() =>
        Assert.That(
            Told.Rules("[Container]\nImage=registry.example.com/web:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
                + "User=10001\nDropCapability=all\nNoNewPrivileges=true\nReadOnly=true\nMemory=256m\nPodmanArgs=--cpus 1\nHealthCmd=/check\n"
                + "[Service]\nRestart=on-failure\n", "web.container"),
            Is.Empty);

    [Test]
    public void Other_units_are_read()
    {
        Assert.That(Told.Rules("[Pod]\nPodName=x\nNetwork=host\n", "x.pod"), Has.Member("CSEC3001"));
        Assert.That(Told.Rules("[Kube]\nYaml=x.yaml\nNetwork=host\n", "x.kube"), Has.Member("CSEC3001"));
        Assert.That(Told.Of("[Kube]\nYaml=x.yaml\n", "x.kube").Notes, Has.Count.EqualTo(1));
        Assert.That(Told.Rules("[Build]\nImageTag=x\nNetwork=host\n", "x.build"), Has.Member("CSEC8023"));
        Assert.That(Told.Rules("[Image]\nImage=docker.io/library/nginx:latest\n", "x.image"), Has.Member("CSEC1001"));
        Assert.That(Told.Rules("[Volume]\nType=none\nOptions=bind\nDevice=/etc\n", "x.volume"), Has.Member("CSEC3005"));
    }

    [Test]
    public void Comment_waives_the_line_below() =>
        Assert.That(
            Told.Of(Unit + "# csec:ignore CSEC2001 it loads modules\nPodmanArgs=--privileged\n", "web.container")
                .Findings.Single(f => f.Finding.Rule.Id == "CSEC2001").Waived,
            Is.Not.Null);

    [Test]
    public void Line_that_is_nothing_is_said_and_the_rest_judged()
    {
        Decision decision = Told.Of("nonsense\n[Container]\nImage=a:1\nwhat is this\nPodmanArgs=--privileged\n", "a.container");

        Assert.That(decision.Errors.Select(e => e.Span.Line), Is.EqualTo(new[] { 1, 4 }));
        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Has.Member("CSEC2001"));
    }

    [TestCase("perl.pod", "=head1 NAME\n\n[Container]x\n")]
    [TestCase("x.build", "all: x\n")]
    [TestCase("notes.txt", "[Container]\nPodmanArgs=--privileged\n")]
    public void Other_files_are_no_units(string name, string text) => Assert.That(Told.Rules(text, name), Is.Empty);
}
