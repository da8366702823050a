// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Policies;

/// <summary>What services of compose files hand over in ways of their own: builds, disguised volumes, devices, ports, hooks.</summary>
public class ComposeServiceTests
{
    [TestCase("image: web, build: .", false)]
    [TestCase("image: web, build: {context: .}, pull_policy: build", false)]
    [TestCase("image: web, build: {context: .}, pull_policy: never", false)]
    [TestCase("image: web, build: {context: .}, pull_policy: always", true)]
    [TestCase("image: web, build: {context: .}, pull_policy: missing", true)]
    [TestCase("image: web", true)]
    public void Image_beside_a_build_is_the_name_of_its_result(string fields, bool isPulled) =>
        Assert.That(Ids($"services: {{web: {{{fields}}}}}"), isPulled ? Does.Contain("CSEC1001") : Does.Not.Contain("CSEC1001"));

    [Test]
    public void Name_of_a_result_that_is_none_is_reported() =>
        Assert.That(Ids("services: {web: {image: 'Web:::', build: .}}"), Does.Contain("CSEC1008"));

    [TestCase("{type: ext4, device: /dev/sda1}", "CSEC3009")]
    [TestCase("{type: xfs, o: ro, device: /dev/mapper/root}", "CSEC3009")]
    [TestCase("{type: overlay, o: 'lowerdir=/etc,upperdir=/srv/u,workdir=/srv/w', device: overlay}", "CSEC3005")]
    [TestCase("{type: overlay, o: 'lowerdir=/srv/a:/root', device: overlay}", "CSEC3005")]
    [TestCase("{type: none, o: bind, device: /etc}", "CSEC3005")]
    [TestCase("{device: /etc}", "CSEC3005")]
    public void Volume_whose_options_name_the_host_is_of_the_host(string options, string id) =>
        Assert.That(Ids($"services: {{web: {{image: a, volumes: ['data:/data']}}}}\nvolumes: {{data: {{driver_opts: {options}}}}}"), Does.Contain(id));

    [TestCase("{type: nfs, o: 'addr=10.0.0.1,rw', device: ':/etc'}")]
    [TestCase("{type: nfs4, o: 'addr=10.0.0.1', device: /etc}")]
    [TestCase("{type: cifs, device: //server/etc}")]
    [TestCase("{type: tmpfs, device: tmpfs, o: size=10m}")]
    [TestCase("{size: 1g}")]
    public void Volume_of_the_network_or_of_memory_is_none(string options) =>
        Assert.That(
            Ids($"services: {{web: {{image: a, volumes: ['data:/data']}}}}\nvolumes: {{data: {{driver_opts: {options}}}}}"),
            Does.Not.Contain("CSEC3004").And.Not.Contain("CSEC3005").And.Not.Contain("CSEC3009"));

    [TestCase("/dev/fuse", true)]
    [TestCase("/dev/sda:/dev/xvda:rwm", true)]
    [TestCase("/dev", true)]
    [TestCase("$DISK", false)]
    [TestCase("/dev/null", false)]
    [TestCase("vendor.example/gpu=all", false)]
    public void Device_is_no_volume(string device, bool isDevice)
    {
        string[] ids = Ids($"services: {{web: {{image: a, devices: ['{device}']}}}}");

        Assert.That(ids, Does.Not.Contain("CSEC3004").And.Not.Contain("CSEC3005"));
        Assert.That(ids, isDevice ? Does.Contain("CSEC3009") : Is.All.Not.Null);
    }

    [TestCase("'8080'", true)]
    [TestCase("8080", true)]
    [TestCase("'80/udp'", true)]
    [TestCase("{target: 80}", true)]
    [TestCase("'127.0.0.1::80'", false)]
    [TestCase("{target: 80, host_ip: 127.0.0.1}", false)]
    public void Port_without_one_of_the_host_is_published_on_all_addresses(string port, bool isOpen) =>
        Assert.That(Ids($"services: {{web: {{image: a, ports: [{port}]}}}}"), isOpen ? Does.Contain("CSEC3007") : Does.Not.Contain("CSEC3007"));

    [TestCase("develop: {watch: [{action: sync+exec, path: ., target: /a, exec: {command: x, privileged: true}}]}", true)]
    [TestCase("develop: {watch: [{action: sync+exec, path: ., target: /a, exec: {command: x}}]}", false)]
    [TestCase("develop: {watch: [{action: rebuild, path: .}]}", false)]
    public void Command_of_a_watch_may_be_privileged(string fields, bool isPrivileged) =>
        Assert.That(Ids($"services: {{web: {{image: a, {fields}}}}}"), isPrivileged ? Does.Contain("CSEC3020") : Does.Not.Contain("CSEC3020"));

    [Test]
    public void Inline_Dockerfile_is_judged_where_it_stands()
    {
        PolicyFinding[] findings = Findings(
            "services:\n  web:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM web:1.0\n"
            + "        RUN curl -k https://a.example \\\n          && true\n        USER root\n");

        Assert.That(
            findings.Where(f => f.Finding.Rule.Id is "CSEC8001" or "CSEC8015").Select(f => $"{f.Finding.Rule.Id} {f.Finding.Location.Place}"),
            Is.EquivalentTo(["CSEC8001 compose.yaml:9", "CSEC8015 compose.yaml:7"]));
        Assert.That(findings.Single(f => f.Finding.Rule.Id == "CSEC8015").Finding.Location.Span.Column, Is.EqualTo(18));
    }

    [Test]
    public void Here_documents_of_an_inline_Dockerfile_have_their_lines()
    {
        PolicyFinding finding = Findings(
            "services:\n  web:\n    build:\n      dockerfile_inline: |\n        FROM web:1.0\n        RUN <<EOF\n        set -e\n        sudo make\n        EOF\n        USER 1\n")
            .Single(f => f.Finding.Rule.Id == "CSEC8002");

        Assert.That((finding.Finding.Location.Span.Line, finding.Finding.Location.Span.Column), Is.EqualTo((8, 9)));
    }

    [Test]
    public void Inline_Dockerfile_in_quotes_is_judged_at_its_value()
    {
        PolicyFinding finding = Findings("services: {web: {build: {dockerfile_inline: \"FROM web:1.0\\nUSER root\\n\"}}}")
            .Single(f => f.Finding.Rule.Id == "CSEC8001");

        Assert.That(finding.Finding.Location.Span.Line, Is.EqualTo(1));
    }

    [Test]
    public void Secret_in_an_inline_Dockerfile_is_told_once()
    {
        string token = "ghp_" + "R2d9Kq7Lw3Zx8Vb5Nm1Tc6Yf4Hj0PsAu2E9o";
        string[] ids = Ids($"services:\n  web:\n    build:\n      dockerfile_inline: |\n        FROM web:1.0\n        RUN fetch {token}\n        USER 1\n");

        Assert.That(ids.Count(i => i.StartsWith("CSEC40", StringComparison.Ordinal)), Is.LessThanOrEqualTo(1));
    }

    private static PolicyFinding[] Findings(string yaml) =>
        [.. new PolicyEngine(Policy.Default with { Profile = Profile.All }).Evaluate(yaml, "compose.yaml").Findings];

    private static string[] Ids(string yaml) => [.. Findings(yaml).Select(f => f.Finding.Rule.Id)];
}
