using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies;

/// <summary>One fact is one finding: the strongest, which names the others, for as long as it stands.</summary>
public class OneFactTests
{
    private static string Pod(string container, string pod = "", string image = "registry.example/web:1.0") => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop, annotations: {containersecurity.io/ignore: "ANNOTATION"} }
        spec: {{{pod}} containers: [{name: app, image: '{{image}}', {{container}} }]}
        """;

    private static string Role(string rule) => $$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: all, annotations: {containersecurity.io/ignore: "ANNOTATION"} }
        rules: [{ {{rule}} }]
        """;

    private const string Everything = "apiGroups: ['*'], resources: ['*'], verbs: ['*']";
    private const string Mount = "volumeMounts: [{name: v, mountPath: /v}]";

    private static string Host(string path) => $"volumes: [{{name: v, hostPath: {{path: {path}}}}}],";

    /// <summary>A manifest, the rule that stands for a fact, and one that says less of it.</summary>
    private static IEnumerable<TestCaseData> Facts()
    {
        (string Name, string Yaml, string Strong, string[] Weak)[] facts =
        [
            ("privileged", Pod("securityContext: {privileged: true, procMount: Unmasked, capabilities: {add: [SYS_ADMIN]}}"), "CSEC2001",
                ["CSEC2002", "CSEC2006", "CSEC2007", "CSEC2010", "CSEC2013"]),
            ("privileged with profiles", Pod("securityContext: {privileged: true, seccompProfile: {type: Unconfined}, appArmorProfile: {type: Unconfined}}"),
                "CSEC2001", ["CSEC2009", "CSEC2011"]),
            ("root", Pod("securityContext: {runAsUser: 0, runAsGroup: 20000}"), "CSEC2004", ["CSEC2003", "CSEC2005"]),
            ("root of the pod", Pod("", "securityContext: {runAsUser: 0, runAsGroup: 20000, runAsNonRoot: false},"), "CSEC2004", ["CSEC2003", "CSEC2005"]),
            ("socket", Pod(Mount, Host("/run/docker.sock")), "CSEC3006", ["CSEC3004", "CSEC3016"]),
            ("sensitive folder", Pod(Mount, Host("/etc")), "CSEC3005", ["CSEC3004", "CSEC3016"]),
            ("device", Pod(Mount, Host("/dev/kvm")), "CSEC3009", ["CSEC3004", "CSEC3016"]),
            ("any folder", Pod(Mount, Host("/srv/data")), "CSEC3004", ["CSEC3016"]),
            ("network", Pod("ports: [{containerPort: 8080, hostPort: 8080}]", "hostNetwork: true,"), "CSEC3001", ["CSEC3007"]),
            ("tag", Pod("", image: "registry.example/web:latest"), "CSEC1001", ["CSEC1002"]),
            ("tag and policy", Pod("imagePullPolicy: Never", image: "registry.example/web:latest"), "CSEC1001", ["CSEC1002", "CSEC1005"]),
            ("pin and policy", Pod(""), "CSEC1002", ["CSEC1005"]),
            ("login", Pod("ports: [{containerPort: 22}]"), "CSEC7012", ["CSEC7019"]),
            ("everything", Role(Everything), "CSEC5001", ["CSEC5003", "CSEC5004", "CSEC5005", "CSEC5006", "CSEC5011", "CSEC5031"]),
            ("all of secrets", Role("apiGroups: [''], resources: [secrets], verbs: ['*']"), "CSEC5001", ["CSEC5003"]),
        ];
        foreach ((string name, string yaml, string strong, string[] weak) in facts)
            yield return new TestCaseData(yaml, strong, weak).SetArgDisplayNames(name);
    }

    private static PolicyBuilder All => Policy.Create().UseProfile(Profile.All);

    private static Decision Judge(string yaml, PolicyBuilder? policy = null, Baseline? baseline = null, string waiver = "") =>
        new PolicyEngine((policy ?? All).Build(), new PolicyEngineOptions { Baseline = baseline })
            .Evaluate(yaml.Replace("ANNOTATION", waiver, StringComparison.Ordinal), "a.yaml");

    private static string[] Active(Decision decision) => [.. decision.Findings.Where(f => f.IsActive).Select(f => f.Finding.Rule.Id)];

    [TestCaseSource(nameof(Facts))]
    public void Strongest_finding_stands_alone_and_names_the_others(string yaml, string strong, string[] weak)
    {
        Decision decision = Judge(yaml);

        Assert.That(Active(decision).Intersect(weak), Is.Empty);
        Assert.That(Active(decision).Count(id => id == strong), Is.EqualTo(1));
        Assert.That(decision.Findings.Single(f => f.Finding.Rule.Id == strong).Covers, Is.SupersetOf(weak));
        Assert.That(decision.Folded.Select(f => f.Finding.Rule.Id).Distinct(), Is.SupersetOf(weak));
    }

    [TestCaseSource(nameof(Facts))]
    public void Waived_finding_gives_the_others_back(string yaml, string strong, string[] weak) =>
        AssertReturn(Judge(yaml, waiver: $"{strong} agreed with the platform team"), weak);

    [TestCaseSource(nameof(Facts))]
    public void Rule_that_is_off_gives_the_others_back(string yaml, string strong, string[] weak) =>
        AssertReturn(Judge(yaml, All.Without(strong)), weak);

    [TestCaseSource(nameof(Facts))]
    public void Rule_that_leaves_the_resource_out_gives_the_others_back(string yaml, string strong, string[] weak) =>
        AssertReturn(Judge(yaml, All.Rule(strong, new RuleSetting { Exclude = new ResourceSelector { Names = ["web", "all"] } })), weak);

    [TestCaseSource(nameof(Facts))]
    public void Known_finding_gives_the_others_back(string yaml, string strong, string[] weak)
    {
        Decision first = Judge(yaml);

        AssertReturn(Judge(yaml, baseline: new Baseline(first.Findings.Where(f => f.Finding.Rule.Id == strong).Select(f => f.Fingerprint))), weak);
        Assert.That(Active(Judge(yaml, baseline: new Baseline(first.WithFolded.Select(f => f.Fingerprint)))), Is.Empty);
    }

    [TestCaseSource(nameof(Facts))]
    public void Finding_that_the_policy_makes_milder_stands_for_none_that_is_worse(string yaml, string strong, string[] weak)
    {
        AssertReturn(Judge(yaml, All.Rule(strong, new RuleSetting { Severity = Severity.Info })), weak);
        AssertReturn(Judge(yaml, All.Enforce(Enforcement.Deny).Rule(strong, new RuleSetting { Enforcement = Enforcement.Audit })), weak);
    }

    [Test]
    public void Level_that_is_judged_exactly_folds_none_of_its_controls()
    {
        string yaml = Pod($"securityContext: {{privileged: true, runAsUser: 0}}, {Mount}", Host("/run/docker.sock"));

        foreach (Profile profile in new[] { Profile.Baseline, Profile.Restricted })
            Assert.That(Judge(yaml, Policy.Create().UseProfile(profile).Rule("CSEC3006", new RuleSetting())).Folded, Is.Empty);
        Assert.That(Active(Judge(yaml, Policy.Create().UseProfile(Profile.Restricted))),
            Is.SupersetOf(new[] { "CSEC2001", "CSEC2002", "CSEC2003", "CSEC2004", "CSEC3004" }));
    }

    [Test]
    public void Neighbour_that_is_not_privileged_keeps_its_findings()
    {
        string yaml = Pod("securityContext: {privileged: true}")
            .Replace("containers: [", "containers: [{name: other, image: 'a:1'}, ", StringComparison.Ordinal);

        Assert.That(
            Judge(yaml).Findings.Where(f => f.Finding.Rule.Id is "CSEC2002" or "CSEC2007" or "CSEC2010").Select(f => f.Finding.Container),
            Is.EqualTo(new[] { "other", "other", "other" }));
    }

    [Test]
    public void Binding_of_everything_is_one_finding()
    {
        string yaml = Role(Everything) + """

            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: give}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all}
            subjects: [{kind: User, name: jane}]
            """;
        Decision decision = Judge(yaml);

        Assert.That(Active(decision), Is.EqualTo(new[] { "CSEC5001" }));
        Assert.That(decision.Findings.Single(f => f.IsActive).Covers, Is.SupersetOf(new[] { "CSEC5002", "CSEC5003", "CSEC5030" }));
        Assert.That(Active(Judge(yaml, All.Without("CSEC5001"))), Does.Contain("CSEC5002").And.Contain("CSEC5030"));
    }

    [Test]
    public void Every_report_names_what_a_finding_stands_for([Values] ReportFormat format)
    {
        using var output = new StringWriter();
        using (var report = ReportWriter.Create(format, output, new ReportOptions("1.0.0")))
        {
            report.Begin([]);
            report.Write(Judge(Pod("securityContext: {privileged: true}")));
            report.End();
        }
        Assert.That(output.ToString(), Does.Contain("CSEC2002").And.Contain("CSEC2007").And.Contain("CSEC2010"));
    }

    private static void AssertReturn(Decision decision, string[] weak)
    {
        string[] active = Active(decision);
        foreach (string id in weak)
            Assert.That(
                active.Contains(id) || decision.Findings.Any(f => f.IsActive && f.Covers.Contains(id)), Is.True, $"{id} neither stands nor is named: {string.Join(", ", active)}");
    }
}
