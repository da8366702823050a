// csec:allow-secrets-of-file: made-up ones
using System.Text.Json;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Conformance;

/// <summary>
/// Every key of a compose file that matters for security has a verdict: a rule that fires on its dangerous value where
/// it stands, or a reason why none does.
/// </summary>
public class ComposeSecurityKeyTests
{
    /// <summary>A password that no service ever took, in pieces, so that no text holds it.</summary>
    private const string Password = "k8Xw2" + "QmZr7Tb";

    /// <summary>A dangerous value of each key and the rule that fires on it.</summary>
    private static readonly Dictionary<string, (string Rule, string Fields)> Dangerous = new()
    {
        ["privileged"] = ("CSEC2001", "privileged: true"),
        ["cap_add"] = ("CSEC2006", "cap_add: [SYS_ADMIN]"),
        ["cap_drop"] = ("CSEC2007", "cap_drop: [NET_RAW]"),
        ["security_opt"] = ("CSEC2009", "security_opt: ['seccomp:unconfined']"),
        ["user"] = ("CSEC2004", "user: root"),
        ["group_add"] = ("CSEC2017", "group_add: ['0']"),
        ["userns_mode"] = ("CSEC3008", "userns_mode: host"),
        ["pid"] = ("CSEC3002", "pid: host"),
        ["ipc"] = ("CSEC3003", "ipc: host"),
        ["network_mode"] = ("CSEC3001", "network_mode: host"),
        ["uts"] = ("CSEC3010", "uts: host"),
        ["cgroup"] = ("CSEC3012", "cgroup: host"),
        ["cgroup_parent"] = ("CSEC3012", "cgroup_parent: /other"),
        ["volumes"] = ("CSEC3006", "volumes: ['/var/run/docker.sock:/var/run/docker.sock']"),
        ["devices"] = ("CSEC3009", "devices: ['/dev/mem:/dev/mem']"),
        ["device_cgroup_rules"] = ("CSEC3009", "device_cgroup_rules: ['a *:* rwm']"),
        ["gpus"] = ("CSEC3009", "gpus: all"),
        ["read_only"] = ("CSEC2008", "read_only: false"),
        ["sysctls"] = ("CSEC2014", "sysctls: {kernel.msgmax: 1}"),
        ["pids_limit"] = ("CSEC6005", "pids_limit: -1"),
        ["mem_limit"] = ("CSEC6001", "mem_limit: 0"),
        ["cpus"] = ("CSEC6003", "cpus: 0"),
        ["environment"] = ("CSEC4002", $"environment: {{DB_PASSWORD: {Password}}}"),
        ["build"] = ("CSEC4007", $"build: {{context: ., args: {{NPM_TOKEN: {Password}}}}}"),
        ["image"] = ("CSEC1001", ""),
        ["pull_policy"] = ("CSEC1005", "pull_policy: missing"),
        ["ports"] = ("CSEC3007", "ports: ['8080:80']"),
        ["expose"] = ("CSEC7012", "expose: ['22']"),
        ["extra_hosts"] = ("CSEC3017", "extra_hosts: ['host.docker.internal:host-gateway']"),
        ["restart"] = ("CSEC6014", "restart: on-failure"),
        ["healthcheck"] = ("CSEC6008", "healthcheck: {disable: true}"),
        ["use_api_socket"] = ("CSEC3020", "use_api_socket: true"),
        ["post_start"] = ("CSEC3020", "post_start: [{command: [a], privileged: true}]"),
        ["pre_stop"] = ("CSEC3020", "pre_stop: [{command: [a], privileged: true}]"),
        ["provider"] = ("CSEC3020", "provider: {type: cloud}"),
    };

    /// <summary>Keys on which no rule of the catalogue speaks by itself, and what of them is judged.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["tmpfs"] = "memory of the container; no row",
        ["ulimits"] = "no row; processes are limited by CSEC6005",
        ["memswap_limit"] = "no row; memory is limited by CSEC6001",
        ["oom_kill_disable"] = "no row; memory is limited by CSEC6001",
        ["oom_score_adj"] = "no row",
        ["shm_size"] = "no row",
        ["runtime"] = "CSEC3019 asks for runtime classes, which are Kubernetes' own",
        ["isolation"] = "no row",
        ["credential_spec"] = "names a file or key, holds nothing",
        ["env_file"] = "its variables are judged by CSEC4002: see Variables_of_files_are_judged",
        ["labels"] = "the text is searched by CSEC4001, required ones by CSEC7017",
        ["dns"] = "no row",
        ["networks"] = "CSEC3001 sees the host's network by its name",
        ["links"] = "no row",
        ["secrets"] = "the right place",
        ["configs"] = "the text is searched by CSEC4001 and CSEC4003",
        ["logging"] = "no row",
        ["develop"] = "no row",
        ["extends"] = "what is extended is judged in the service",
        ["volumes_from"] = "no row; the volumes are judged where they are defined",
        ["init"] = "no row",
        ["stdin_open"] = "CSEC2019, together with tty, where that stands",
        ["storage_opt"] = "no row",
        ["annotations"] = "required ones by CSEC7017",
        ["label_file"] = "a file, searched with --type text",
        ["models"] = "no row",
    };

    [Test]
    public void Every_key_has_a_verdict()
    {
        IEnumerable<string> keys = Keys("serviceKeys");

        Assert.That(keys.Where(k => !Dangerous.ContainsKey(k) && !Others.ContainsKey(k)), Is.Empty);
    }

    [Test]
    public void Dangerous_values_are_found_where_they_stand()
    {
        string[] missed = [.. Keys("serviceKeys").Where(Dangerous.ContainsKey)
            .Where(k =>
                !Judge(
                    $"services:\n  web:\n    image: web\n    {Dangerous[k].Fields}\n",
                    Dangerous[k].Rule).Any(p => p.StartsWith($"services.web.{k}", StringComparison.Ordinal)))];

        Assert.That(missed, Is.Empty);
    }

    [TestCase("security_opt: ['apparmor:unconfined']", "CSEC2011")]
    [TestCase("security_opt: ['label:disable']", "CSEC2012")]
    [TestCase("security_opt: ['systempaths=unconfined']", "CSEC2013")]
    [TestCase("security_opt: ['no-new-privileges:false']", "CSEC2002")]
    [TestCase("volumes: ['/:/host']", "CSEC3005")]
    [TestCase("volumes: ['/srv:/srv:rshared']", "CSEC3011")]
    [TestCase("volumes: ['/srv:/srv']", "CSEC3016")]
    [TestCase("stdin_open: true\n    tty: true", "CSEC2019")]
    [TestCase("pid: 'service:db'", "CSEC3015")]
    [TestCase("build: {context: ., privileged: true}", "CSEC8023")]
    [TestCase("build: {context: ., entitlements: [security.insecure]}", "CSEC8023")]
    [TestCase("build: {context: ., network: host}", "CSEC8023")]
    [TestCase("ports: ['22:22']", "CSEC7012")]
    [TestCase("network_mode: host\n    expose: [80]", "CSEC7019")]
    [TestCase("deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}", "CSEC3009")]
    public void Other_dangerous_values_are_found(string fields, string rule) =>
        Assert.That(Judge($"services:\n  web:\n    image: web\n    {fields}\n", rule), Is.Not.Empty);

    [Test]
    public void Volume_in_disguise_is_found() =>
        Assert.That(Judge("services: {web: {image: a, volumes: ['data:/data']}}\nvolumes: {data: {driver_opts: {type: none, o: bind, device: /}}}\n",
            "CSEC3005"), Is.EqualTo(new[] { "volumes.data.driver_opts.device" }));

    [Test]
    public void Variables_of_files_are_judged()
    {
        static MemoryStream Bytes(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));
        var source = new Source(
            "compose.yaml",
            () => Bytes("services: {web: {image: a, env_file: web.env}}"),
            name => name == "web.env" ? Bytes($"DB_PASSWORD={Password}\n") : null);

        Assert.That(Engine("CSEC4002").Scan([source]).Single().Findings.Single().Finding.Location.File.Path, Is.EqualTo("web.env"));
    }

    private static IEnumerable<string> Keys(string list) =>
        JsonDocument.Parse(File.ReadAllText(Corpus.Require("compose", "security-keys.json"))).RootElement
            .GetProperty(list)
            .EnumerateArray()
            .Select(k => k.GetProperty("key").GetString()!);

    private static string[] Judge(string text, string rule)
    {
        Decision decision = Engine(rule).Evaluate(text, "compose.yaml");
        Assert.That(decision.Errors, Is.Empty);
        return [.. decision.Findings.Select(f => f.Finding.Location.Path)];
    }

    private static PolicyEngine Engine(string rule) => new(null, new PolicyEngineOptions { OnlyRules = [rule] });
}
