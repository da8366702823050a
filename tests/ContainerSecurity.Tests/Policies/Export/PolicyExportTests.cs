using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Export;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Cel;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Policies.Export;

public class PolicyExportTests
{
    private const string PrivilegedPod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: agent
          namespace: system
          labels: {team: infra}
        spec:
          containers:
          - name: app
            image: registry.example/agent:1
            securityContext: {privileged: true}
        """;

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Waiver Agents = new()
    {
        Rules = ["privileged-container"],
        Reason = "the agent needs the host's devices",
        Owner = "infra",
        Expires = new DateTime(2026, 6, 1),
        Match = new ResourceSelector { Names = ["agent*"] }
    };

    private static PolicyBuilder OnlyPrivileged => Policy.Create().UseProfile(Profile.None).Rule("CSEC2001");

    private static AdmissionPolicy Export(PolicyBuilder policy) => AdmissionPolicies.Of(policy.Build(), Now).ByRule["CSEC2001"];

    private static Resource Read(string yaml) => new Manifest(yaml).Resources()[0];

    private static bool? Denies(PolicyBuilder policy, string yaml = PrivilegedPod) => Export(policy).Denies(Read(yaml));

    [Test]
    public void All_controls_of_the_Pod_Security_Standards_are_exported()
    {
        var export = PolicyExport.Create(Policy.Create().UseProfile(Profile.Restricted).Build());

        Assert.That(export.Omitted, Is.Empty);
        Assert.That(export.Rules.Select(r => r.Id),
            Is.EquivalentTo(RuleCatalog.All.Select(r => r.Descriptor).Where(r => r.PodSecurity != PodSecurityLevel.Privileged).Select(r => r.Id)));
    }

    [Test]
    public void Every_rule_that_judges_objects_of_Kubernetes_is_exported_or_has_a_reason_in_the_documentation()
    {
        Resource[] kinds = [.. ApiResource.Manifests.SelectMany(m => new Manifest(m).Resources())];
        IEnumerable<string> judging = RuleCatalog.All.Where(r => kinds.Any(k => Offers.AnythingTo(r, k))).Select(r => r.Descriptor.Id);
        string[] documented = [.. File.ReadLines(Repository.File("docs", "export.md")).Where(l => l.StartsWith("| CSEC", StringComparison.Ordinal))
            .SelectMany(l => l.Split('|')[1].Split(',')).Select(id => id.Trim())];
        string[] exported = [.. RuleCatalog.All.Where(r => r is ICelRule).Select(r => r.Descriptor.Id)];

        Assert.That(judging, Is.EquivalentTo(exported.Concat(documented)));
        Assert.That(exported, Has.Length.GreaterThanOrEqualTo(40));
    }

    [Test]
    public void Policy_and_binding_bear_the_name_of_the_rule()
    {
        Assert.That(Export(OnlyPrivileged).Name, Is.EqualTo("csec2001-privileged-container"));
    }

    [Test]
    public void Severity_is_the_policys()
    {
        Assert.That(Export(OnlyPrivileged).Annotations["containersecurity.io/severity"], Is.EqualTo("critical"));
        Assert.That(Export(OnlyPrivileged.Rule("CSEC2001", new RuleSetting { Severity = Severity.Low })).Annotations["containersecurity.io/severity"],
            Is.EqualTo("low"));
    }

    [Test]
    public void Denial_names_the_container_and_says_what_to_do()
    {
        AdmissionPolicy policy = Export(OnlyPrivileged);

        Assert.That(policy.Denies(Read(PrivilegedPod)), Is.True);
        Assert.That(policy.Message, Is.EqualTo("CSEC2001 privileged-container: Container runs privileged (app). Remove 'privileged: true'; add the single capability or device that the program needs."));
    }

    [TestCase(Enforcement.Deny, "Deny")]
    [TestCase(Enforcement.Warn, "Warn", "Audit")]
    [TestCase(Enforcement.Audit, "Audit")]
    public void Enforcement_is_the_action_of_the_binding(Enforcement enforcement, params string[] actions)
    {
        Assert.That(Export(OnlyPrivileged.Enforce(enforcement)).Actions, Is.EqualTo(actions));
    }

    [Test]
    public void Enforcement_of_a_rule_stands_before_the_policys()
    {
        Assert.That(Export(OnlyPrivileged.Rule("CSEC2001", new RuleSetting { Enforcement = Enforcement.Audit })).Actions, Is.EqualTo(new[] { "Audit" }));
    }

    [Test]
    public void Waiver_is_a_match_condition_with_its_reason_owner_and_end()
    {
        AdmissionPolicy policy = Export(OnlyPrivileged.Waive(Agents));

        Assert.That(policy.Denies(Read(PrivilegedPod)), Is.False);
        Assert.That(policy.Denies(Read(PrivilegedPod.Replace("name: agent", "name: web", StringComparison.Ordinal))), Is.True);
        Assert.That(policy.ConditionNames, Does.Contain("waiver-1"));
        Assert.That(policy.Annotations["containersecurity.io/waiver-1"],
            Is.EqualTo("the agent needs the host's devices; owner: infra; until 2026-06-01, then export again"));
    }

    [Test]
    public void Expired_waiver_is_left_out_and_said()
    {
        Policy policy = OnlyPrivileged.Waive(Agents with { Expires = new DateTime(2026, 5, 31) }).Build();

        Assert.That(AdmissionPolicies.Of(policy, Now).ByRule["CSEC2001"].Denies(Read(PrivilegedPod)), Is.True);
        Assert.That(PolicyExport.Create(policy, new PolicyEngineOptions { Clock = () => Now }).Notes, Has.One.Contains("expired"));
    }

    [Test]
    public void Waiver_of_files_is_left_out_and_said()
    {
        Policy policy = OnlyPrivileged.Waive(Agents with { Match = new ResourceSelector { Paths = ["deploy/**"] } }).Build();

        Assert.That(AdmissionPolicies.Of(policy, Now).ByRule["CSEC2001"].Denies(Read(PrivilegedPod)), Is.True);
        Assert.That(PolicyExport.Create(policy, new PolicyEngineOptions { Clock = () => Now }).Notes, Has.One.Contains("names files"));
    }

    [Test]
    public void Waiver_of_a_container_leaves_the_others_judged()
    {
        Waiver app = Agents with { Match = new ResourceSelector { Names = ["agent"], Containers = ["app"] } };
        const string second = "\n  - {name: side, image: registry.example/side:1, securityContext: {privileged: true}}\n";

        Assert.That(Denies(OnlyPrivileged.Waive(app)), Is.False);
        Assert.That(Denies(OnlyPrivileged.Waive(app), PrivilegedPod + second), Is.True);
        Assert.That(Denies(OnlyPrivileged.Waive(app), PrivilegedPod.Replace("name: agent", "name: web", StringComparison.Ordinal)), Is.True);
    }

    [Test]
    public void More_waivers_than_an_API_server_takes_conditions_are_joined()
    {
        PolicyBuilder policy = OnlyPrivileged;
        for (int i = 0; i < 100; i++)
            policy.Waive(Agents with { Match = new ResourceSelector { Names = [$"agent-{i}"] } });

        Assert.That(Export(policy).ConditionNames, Has.Count.LessThanOrEqualTo(64));
        Assert.That(Denies(policy, PrivilegedPod.Replace("name: agent", "name: agent-99", StringComparison.Ordinal)), Is.False);
        Assert.That(Denies(policy), Is.True);
    }

    [TestCase("kinds: Deployment", true)]
    [TestCase("kinds: P?d", false)]
    [TestCase("namespaces: sys*", false)]
    [TestCase("namespaces: default", true)]
    [TestCase("names: '[a-c]gent'", false)]
    [TestCase("names: '[^a-c]gent'", true)]
    [TestCase("labels: {team: in*}", false)]
    [TestCase("labels: {team: web}", true)]
    [TestCase("labels: {owner: in*}", true)]
    public void Excluded_objects_are_not_judged(string selector, bool denied)
    {
        string file = $"kind: Policy\nprofile: none\nrules: {{CSEC2001: true}}\nexclude: {{{(selector.StartsWith("labels", StringComparison.Ordinal) ? selector : selector.Replace(": ", ": [", StringComparison.Ordinal) + "]")}}}\n";
        PolicyReadResult read = new PolicyReader(readFile: _ => file).Load("policy.yaml");

        Assert.That(read.Errors, Is.Empty);
        Assert.That(AdmissionPolicies.Of(read.Policy, Now).ByRule["CSEC2001"].Denies(Read(PrivilegedPod)), Is.EqualTo(denied));
        Assert.That(new PolicyEngine(read.Policy).Evaluate(Read(PrivilegedPod)).IsAllowed, Is.Not.EqualTo(denied));
    }

    [Test]
    public void Selection_of_a_rule_holds_for_that_rule_alone()
    {
        PolicyBuilder policy = OnlyPrivileged.Rule("CSEC2008").Rule("CSEC2001", new RuleSetting { Select = new ResourceSelector { Namespaces = ["shop"] } });
        var exported = AdmissionPolicies.Of(policy.Build(), Now);

        Assert.That(exported.Denies("CSEC2001", Read(PrivilegedPod)), Is.False);
        Assert.That(exported.Denies("CSEC2008", Read(PrivilegedPod)), Is.True);
    }

    [Test]
    public void Object_that_is_being_deleted_is_let_through()
    {
        Assert.That(Denies(OnlyPrivileged,
            PrivilegedPod.Replace("name: agent", "name: agent\n  deletionTimestamp: '2026-06-01T00:00:00Z'", StringComparison.Ordinal)), Is.False);
    }

    [Test]
    public void Parameters_are_variables()
    {
        Policy policy = Policy.Create().UseProfile(Profile.None).Rule("CSEC1003").Parameter("trustedImages", "registry.example/team's").Build();
        AdmissionPolicy exported = AdmissionPolicies.Of(policy, Now).ByRule["CSEC1003"];

        Assert.That(exported.VariableNames, Does.Contain("trustedImages"));
        Assert.That(exported.Denies(Read(PrivilegedPod)), Is.True);
    }

    [Test]
    public void Rule_without_its_parameter_is_omitted_and_said()
    {
        var export = PolicyExport.Create(Policy.Create().UseProfile(Profile.None).Rule("CSEC1003").Build());

        Assert.That(export.Rules, Is.Empty);
        Assert.That(export.Omitted.Single().Reason, Does.Contain("trustedImages"));
    }

    [Test]
    public void Rule_that_CEL_cannot_express_is_omitted_and_said()
    {
        var export = PolicyExport.Create(Policy.Create().UseProfile(Profile.None).Rule("CSEC4001").Rule("CSEC8001").Build());

        Assert.That(export.Omitted.Select(o => o.Rule.Id), Is.EqualTo(new[] { "CSEC4001", "CSEC8001" }));
    }

    [Test]
    public void Same_policy_gives_the_same_text()
    {
        static string Text()
        {
            using var writer = new StringWriter();
            PolicyExport.Create(Policy.Create().UseProfile(Profile.All).Waive(Agents).Build(), new PolicyEngineOptions { Clock = () => Now }).Write(writer);
            return writer.ToString();
        }

        string first = Text();
        Assert.That(Text(), Is.EqualTo(first));
        Assert.That(first, Does.Not.Contain("\r"));
    }

    [Test]
    public void Pod_as_big_as_they_come_stays_within_the_API_servers_budget()
    {
        string ports = string.Join(", ", Enumerable.Range(8000, 20).Select(p => $"{{containerPort: {p}}}"));
        string mounts = string.Join(", ", Enumerable.Range(0, 40).Select(m => $"{{name: v{m}, mountPath: /m/{m}}}"));
        string containers = string.Join('\n', Enumerable.Range(0, 60).Select(i => $$"""
              - name: c{{i}}
                image: registry.example:5000/team/project/image-{{i}}:1.2.3
                ports: [{{ports}}]
                volumeMounts: [{{mounts}}]
                securityContext: {capabilities: {add: [CHOWN, KILL, SETUID, SETGID, MKNOD, FSETID]} }
            """));
        string volumes = string.Join('\n', Enumerable.Range(0, 60).Select(i => $"  - {{name: v{i}, hostPath: {{path: /srv//data/./of/the/program/{i}}}}}"));
        Resource pod = Read($"apiVersion: v1\nkind: Pod\nmetadata: {{name: big}}\nspec:\n  containers:\n{containers}\n  volumes:\n{volumes}\n");
        PolicyBuilder everything = Policy.Create().UseProfile(Profile.All)
            .Parameter("trustedImages", [.. Enumerable.Range(0, 20).Select(i => $"ghcr.io/team-{i}/*")]);

        Assert.Multiple(() =>
        {
            foreach (AdmissionPolicy policy in AdmissionPolicies.Of(everything.Build(), Now).ByRule.Values)
                Assert.That(() => policy.Denies(pod), Throws.Nothing, policy.Name);
        });
    }

    /// <summary>
    /// Tells whether a resource offers anything that a rule judges; the objects here have no containers and no
    /// subjects, which others of their kind do.
    /// </summary>
    private sealed class Offers(Rule rule) : ISubjectVisitor
    {
        private bool isJudged;

        public static bool AnythingTo(Rule rule, Resource resource)
        {
            var offers = new Offers(rule);
            resource.OfferTo(offers);
            return offers.isJudged && rule.AppliesTo(resource);
        }

        public bool Wants<TSubject>() => true;

        public void Visit<TSubject>(TSubject subject, Container? container = null) => isJudged |= rule is IJudges<TSubject>
            || (subject is Workload && rule is IJudges<Container> or IJudges<ImageUse>)
            || (subject is RoleBinding && rule is IJudges<Subject>);
    }
}
