using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Tests.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.Tests.Policies.Export;

/// <summary>What a policy allows by parameters and by images is the same in C# and in CEL, over objects of all shapes.</summary>
public class AllowanceAgreementTests
{
    private static readonly string[] Paths =
    [
        "/", "/srv", "/srv/data", "/srv/data/a", "/srv/database", "/srv//data/./a", "/var/log", "/var/log/pods",
        "/var/logs", "/var/run/app", "/run/app", "/etc", "/etc/ssl/private", "srv/data", "./srv/data", "C:\\\\logs", "\\\\srv\\\\data", "/dev/fuse", "/var/run/docker.sock",
    ];

    /// <summary>Paths that go up, which CEL does not resolve: API servers refuse them.</summary>
    private static readonly string[] Upwards = ["/srv/data/../../etc", "/srv/data/..", "..", "/srv/data/..a"];

    private static readonly string[][] AllowedPaths =
    [
        ["/srv/data"], ["/srv/data:ro"], ["/var/log:ro", "/srv"], ["/"], ["/:ro"], ["/run/app", "/etc/ssl:ro"], ["/var/run/app:ro"], ["/logs"], ["/srv", "/srv/data:ro"],
    ];

    private static readonly string[] Addresses =
        ["203.0.113.7", "203.0.113.8", "203.0.114.0", "10.1.2.3", "010.1.2.3", "10.1.2", "2001:db8::7", "2001:DB8:0::7", "2001:db9::7", "::ffff:10.1.2.3", "host.example", "''"];

    private static readonly string[] Images =
    [
        "ghcr.io/acme/agent:1", "ghcr.io/acme-evil/agent:1", "nginx", "docker.io/library/nginx:1.27", "index.docker.io/nginx", "quay.io/acme/agent", "ghcr.io/acme/Agent",
        "ghcr.io/acme/agent:$TAG", "''", "GHCR.io:443/acme/agent", "ghcr.io/acme/agent@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ];

    private static readonly string[] ImagePatterns = ["ghcr.io/acme", "nginx", "ghcr.io/acme/agent:1", "*.io/acme/*", "**", "library/*"];

    private static Gen<T> Of<T>(params T[] items) => Gen.Elements(items);

    private static Gen<string> Items(Gen<string> item, int most) => Gen.Choose(0, most).SelectMany(n => Gen.ArrayOf(item, n)).Select(i => $"[{string.Join(", ", i)}]");

    /// <summary>Up to three fields of a mapping, each key once.</summary>
    private static Gen<string> Fields(params string[] fields) => Gen.Choose(0, 3).SelectMany(n => Gen.ArrayOf(Gen.Elements(fields), n))
        .Select(some => string.Join(", ", some.GroupBy(f => f.Split(':')[0]).Select(g => g.First())));

    private static void Agree(Gen<Policy> policies, Gen<string> objects, params string[] rules) => Prop.ForAll(
        policies.SelectMany(p => objects.Select(o => (Policy: p, Yaml: o))).ToArbitrary(),
        pair => Array.ForEach(rules, rule => Agree(pair.Policy, pair.Yaml, rule))).QuickCheckThrowOnFailure();

    private static void Agree(Policy policy, string yaml, string rule)
    {
        Resource resource = new Manifest(yaml).Resources()[0];
        bool isFound = new PolicyEngine(policy, new PolicyEngineOptions { OnlyRules = [rule] }).Evaluate(resource).Findings.Any(f => f.IsActive);
        Assert.That(AdmissionPolicies.Of(policy, null, rule).Denies(rule, resource) ?? false, Is.EqualTo(isFound), $"{rule}\n{yaml}");
    }

    private static Gen<Policy> With(string parameter, params string[][] values) => Gen.Elements(values)
        .Select(v => Policy.Create().UseProfile(Profile.All).Parameter(parameter, v).Build());

    [Test]
    public void Folders_of_the_host()
    {
        Gen<string> Volumes(params string[] paths) => Items(Of("a", "b").SelectMany(n => Of(paths).Select(p => $"{{name: {n}, hostPath: {{path: \"{p}\"}}}}")), 2);
        Gen<string> mount = Of("a", "b", "c").SelectMany(n => Of("", ", readOnly: true", ", readOnly: false").Select(r => $"{{name: {n}, mountPath: /x{r}}}"));
        Gen<string> container = Items(mount, 2).Select(m => $"{{name: app, image: nginx, volumeMounts: {m}}}");
        Gen<string> Pod(Gen<string> volumes) => volumes.SelectMany(v => container.SelectMany(one => container.Select(two =>
            $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {{volumes: {v}, initContainers: [{one}], containers: [{two}]}}\n")));
        Gen<string> persistent = Of(Paths).Select(p =>
            $"apiVersion: v1\nkind: PersistentVolume\nmetadata: {{name: disk}}\nspec: {{hostPath: {{path: \"{p}\"}}}}\n");

        Agree(With("allowedHostPaths", AllowedPaths), Gen.OneOf(Pod(Volumes(Paths)), persistent), "CSEC3004", "CSEC3005", "CSEC3016");
        Agree(With("allowedHostPaths", AllowedPaths), Pod(Volumes(Upwards)), "CSEC3004", "CSEC3016");
    }

    [Test]
    public void Ports_of_the_host() => Agree(
        With("allowedHostPorts", ["8080"], ["8000-8999"], ["80", "8080-8081"], ["1-65535"]),
        Items(Of("{containerPort: 1}", "{hostPort: 0}", "{hostPort: 80}", "{hostPort: 8079}", "{hostPort: 8080}", "{hostPort: 8999}", "{hostPort: 9000}"), 3)
            .Select(p => Manifest.Pod($"ports: {p}").Yaml),
        "CSEC3007");

    [Test]
    public void Capabilities() => Agree(
        With("allowedCapabilities", ["NET_ADMIN"], ["CHOWN", "SYS_PTRACE"], ["ALL"]),
        Items(Of("NET_ADMIN", "CHOWN", "SYS_PTRACE", "NET_BIND_SERVICE", "net_admin", "CAP_NET_ADMIN", "ALL", "KILL"), 3)
            .Select(a => Manifest.Pod($"securityContext: {{capabilities: {{drop: [ALL], add: {a}}}}}").Yaml),
        "CSEC2006",
        "CSEC2007");

    [Test]
    public void Sysctls() => Agree(
        With("allowedUnsafeSysctls", ["kernel.msg*"], ["net.core.somaxconn"], ["*"]),
        Items(Of("kernel.msgmax", "kernel.sem", "net.core.somaxconn", "net.core.somaxconn2", "net/core/somaxconn", "net.ipv4.tcp_syncookies").Select(n => $"{{name: {n}, value: '1'}}"), 3)
            .Select(s => Manifest.Pod(pod: $"securityContext: {{sysctls: {s}}}").Yaml),
        "CSEC2014");

    [Test]
    public void Addresses_of_services() => Agree(
        With("allowedExternalIPs", ["203.0.113.7"], ["203.0.113.0/24", "2001:db8::/32"], ["10.0.0.0/8"], ["0.0.0.0/0"], ["::/0"]),
        Items(Of(Addresses), 3).Select(a => $"apiVersion: v1\nkind: Service\nmetadata: {{name: web}}\nspec: {{externalIPs: {a}}}\n"),
        "CSEC7006");

    [Test]
    public void Users_and_groups()
    {
        Gen<string> own = Fields("runAsUser: 999", "runAsUser: 1000", "runAsUser: 2001", "runAsGroup: 20000", "runAsGroup: 0");
        Gen<string> pods = Fields("runAsUser: 1500", "runAsUser: 20000", "runAsGroup: 1000", "fsGroup: 1000", "fsGroup: 0", "supplementalGroups: [0]", "supplementalGroups: [1000]");
        Gen<string> yaml = own.SelectMany(c => pods.SelectMany(p => Of("", "hostUsers: false\n", "os: {name: windows}\n")
            .Select(h => Manifest.Pod($"securityContext: {{{c}}}", $"{h}securityContext: {{{p}}}").Yaml)));
        string[] names = ["runAsUserRanges", "runAsGroupRanges", "fsGroupRanges", "supplementalGroupsRanges"];

        Agree(
            Gen.OneOf(names.Select(n => With(n, ["1000-2000"], ["0"], ["1000", "20000"]))),
            yaml,
            "CSEC2005");
    }

    [Test]
    public void Maxima()
    {
        Gen<string> amounts = Fields("cpu: 100m", "cpu: 2", "memory: 1Gi", "memory: 8Gi", "ephemeral-storage: 1Gi");
        Gen<string> deployments = amounts.SelectMany(l => amounts.SelectMany(r => Of("", "replicas: 3, ", "replicas: 30, ").Select(n =>
            $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web}}\nspec: {{{n}template: {{spec: {{containers: [{{name: app, image: nginx, resources: {{limits: {{{l}}}, requests: {{{r}}}}}}}]}}}}}}\n")));
        Gen<string> scalers = Of(3, 30).Select(n => $"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: web}}\nspec: {{maxReplicas: {n}}}\n");

        Agree(
            Gen.OneOf(
                With("maxMemory", ["4Gi"]), With("maxMemoryRequest", ["4Gi"]), With("maxCpuRequest", ["1"]), With("maxEphemeralStorageRequest", ["512Mi"]),
                With("maxCpuRatio", ["2"]), With("maxMemoryRatio", ["2"]), With("maxLimitRequestRatio", ["4"]), With("maxReplicas", ["10"])),
            Gen.OneOf(deployments, scalers),
            "CSEC6012");
    }

    [Test]
    public void Images_that_selectors_and_waivers_name()
    {
        Gen<string> container = Of(Images).SelectMany(i => Of("a", "b").SelectMany(n => Of("true", "false")
            .Select(p => $"{{name: {n}, image: {i}, securityContext: {{privileged: {p}}}}}")));
        Gen<string> pod = Items(container, 2).SelectMany(f => Items(container, 2).SelectMany(c => Of("true", "false")
            .Select(h => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {{hostNetwork: {h}, initContainers: {f}, containers: {c}}}\n")));
        Gen<ResourceSelector> selector = Of(ImagePatterns).SelectMany(one => Of(ImagePatterns).SelectMany(two => Of<string[]>([], ["a"]).SelectMany(names =>
            Of<string[]>([], ["web"], ["other"]).Select(pods => new ResourceSelector { Images = [one, two], Containers = names, Names = pods }))));
        Gen<Policy> policies = selector.SelectMany(s => Of<Func<PolicyBuilder, PolicyBuilder>>(
            p => p.Exclude(s),
            p => p.Select(s),
            p => p.Rule("CSEC2001", new RuleSetting { Exclude = s }).Rule("CSEC3001", new RuleSetting { Exclude = s }),
            p => p.Rule("CSEC2001", new RuleSetting { Select = s }).Rule("CSEC3001", new RuleSetting { Select = s }),
            p => p.Waive(new Waiver { Rules = ["*"], Reason = "so it is", Match = s })).Select(f => f(Policy.Create().UseProfile(Profile.All)).Build()));

        Agree(policies, pod, "CSEC2001", "CSEC3001", "CSEC1001", "CSEC2003");
    }
}
