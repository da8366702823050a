using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies;

/// <summary>What a role allows is said once: at the binding that says who gets it, or at the role where no binding says it.</summary>
public class FoldedFindingTests
{
    private const string Role = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules:
        - {apiGroups: [''], resources: [secrets], verbs: [get]}
        """;

    private static string Binding(string annotation = "", string kind = "RoleBinding", string subject = "kind: User, name: jane", string role = "reader", string name = "give") => $$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: {{kind}}
        metadata: {name: {{name}}, namespace: shop, annotations: { {{annotation}} } }
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{role}}}
        subjects: [{ {{subject}} }]
        """;

    private static string Set(params string[] parts) => string.Join("\n---\n", parts);

    private static PolicyBuilder All => Policy.Create().UseProfile(Profile.All);

    private static string[] Active(string yaml, PolicyBuilder? policy = null, string rule = "CSEC5003", Baseline? baseline = null) =>
        [.. new PolicyEngine((policy ?? All).Build(), new PolicyEngineOptions { Baseline = baseline }).Evaluate(yaml, "rbac.yaml")
            .Findings.Where(f => f.IsActive && f.Finding.Rule.Id == rule).Select(f => f.Finding.Resource.Kind)];

    [TestCase(1)]
    [TestCase(100)]
    public void Findings_of_many_containers_are_folded_as_those_of_one_are(int count)
    {
        string yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n"
            + string.Concat(Enumerable.Range(0, count).Select(i => $"  - {{name: app{i}, image: 'nginx:1.27', imagePullPolicy: IfNotPresent}}\n"));

        Decision decision = new PolicyEngine(All.Build()).Evaluate(yaml, "pod.yaml");

        Assert.That(decision.Folded.Count(f => f.Finding.Rule.Id == "CSEC1005"), Is.EqualTo(count));
        Assert.That(decision.Findings.Count(f => f.Finding.Rule.Id == "CSEC1002" && f.Covers.Contains("CSEC1005")), Is.EqualTo(count));
    }

    [Test]
    public void Role_alone_is_reported_at_the_role() => Assert.That(Active(Role), Is.EqualTo(new[] { "ClusterRole" }));

    [Test]
    public void Role_that_is_bound_is_reported_at_the_binding_alone()
    {
        Assert.That(Active(Set(Role, Binding())), Is.EqualTo(new[] { "RoleBinding" }));
        Assert.That(Active(Set(Binding(kind: "ClusterRoleBinding"), Role)), Is.EqualTo(new[] { "ClusterRoleBinding" }));
    }

    [Test]
    public void Each_binding_has_a_finding_that_says_who_gets_what_and_where()
    {
        Decision decision = new PolicyEngine(All.Build())
            .Evaluate(Set(Role, Binding(), Binding(kind: "ClusterRoleBinding", subject: "kind: ServiceAccount, name: web, namespace: shop")), "rbac.yaml");
        string[] messages = [.. decision.Findings.Where(f => f.Finding.Rule.Id == "CSEC5003").Select(f => f.Finding.Message)];

        Assert.That(messages[0], Does.StartWith("RoleBinding 'give' lets User 'jane' get secrets in the namespace 'shop', by ClusterRole 'reader'. "));
        Assert.That(messages[1], Does.StartWith("ClusterRoleBinding 'give' lets ServiceAccount 'shop/web' get secrets in the whole cluster, by ClusterRole 'reader'. "));
    }

    [Test]
    public void Waived_binding_gives_the_finding_back_to_the_role() =>
        Assert.That(Active(Set(Role, Binding("containersecurity.io/ignore: CSEC5003 the operator reads them"))), Is.EqualTo(new[] { "ClusterRole" }));

    [Test]
    public void Binding_with_an_expired_waiver_keeps_it() =>
        Assert.That(Active(Set(Role, Binding("containersecurity.io/ignore: CSEC5003 until 2020-01-31 the operator reads them"))),
            Is.EqualTo(new[] { "RoleBinding" }));

    [Test]
    public void Binding_that_the_rule_leaves_out_gives_it_back() =>
        Assert.That(Active(Set(Role, Binding()), All.Rule("CSEC5003", new RuleSetting { Exclude = new ResourceSelector { Kinds = ["RoleBinding"] } })),
            Is.EqualTo(new[] { "ClusterRole" }));

    [Test]
    public void Binding_that_the_policy_leaves_out_gives_it_back() =>
        Assert.That(Active(Set(Role, Binding()), All.Exclude(new ResourceSelector { Kinds = ["RoleBinding"] })), Is.EqualTo(new[] { "ClusterRole" }));

    [Test]
    public void One_binding_that_counts_is_enough() =>
        Assert.That(Active(Set(Role, Binding("containersecurity.io/ignore: CSEC5003 the operator reads them"), Binding(name: "other"))),
            Is.EqualTo(new[] { "RoleBinding" }));

    [Test]
    public void Known_binding_gives_it_back_and_a_baseline_of_all_knows_both()
    {
        string yaml = Set(Role, Binding());
        Decision first = new PolicyEngine(All.Build()).Evaluate(yaml, "rbac.yaml");
        var bindings = new Baseline(first.Findings.Select(f => f.Fingerprint));
        using var file = new StringWriter();
        Baseline.Write(first.Findings.Concat(first.Folded), file);
        var errors = new List<DocumentError>();

        Assert.That(first.Folded.Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC5003" }));
        Assert.That(Active(yaml, baseline: bindings), Is.EqualTo(new[] { "ClusterRole" }));
        Assert.That(Active(yaml, baseline: Baseline.Read(file.ToString(), "baseline.yaml", errors)), Is.Empty);
        Assert.That(errors, Is.Empty);
    }

    [TestCase("subjects: []")]
    [TestCase("subjects: '{{ .Values.subjects }}'")]
    public void Binding_that_gives_to_nobody_who_is_known_says_nothing(string subjects) =>
        Assert.That(Active(Set(Role, Binding().Replace("subjects: [{ kind: User, name: jane }]", subjects, StringComparison.Ordinal))),
            Is.EqualTo(new[] { "ClusterRole" }));

    [Test]
    public void What_has_no_namespace_is_not_granted_by_a_binding_in_one()
    {
        string nodes = Role.Replace("secrets", "nodes/proxy", StringComparison.Ordinal);

        Assert.That(Active(Set(nodes, Binding()), rule: "CSEC5007"), Is.EqualTo(new[] { "ClusterRole" }));
        Assert.That(Active(Set(nodes, Binding(kind: "ClusterRoleBinding")), rule: "CSEC5007"), Is.EqualTo(new[] { "ClusterRoleBinding" }));
        Assert.That(Active(nodes.Replace("kind: ClusterRole\nmetadata: {name: reader}", "kind: Role\nmetadata: {name: reader, namespace: shop}",
            StringComparison.Ordinal), rule: "CSEC5007"), Is.Empty);
    }

    [Test]
    public void Role_and_binding_in_different_files_are_one()
    {
        var engine = new PolicyEngine(All.Build());
        Source[] sources = [Source.FromText("role.yaml", Role), Source.FromText("binding.yaml", Binding())];

        foreach (Source[] order in new[] { sources, [.. sources.Reverse()] })
            Assert.That(engine.Scan(order).SelectMany(d => d.Findings).Where(f => f.Finding.Rule.Id == "CSEC5003").Select(f => f.Finding.Resource.Kind),
                Is.EqualTo(new[] { "RoleBinding" }));
    }

    [TestCase("# csec:ignore CSEC5003 the operator reads them\n")]
    [TestCase("")]
    public void Waiver_beside_a_binding_of_another_file_gives_it_back(string comment)
    {
        var engine = new PolicyEngine(All.Build());
        string binding = comment.Length > 0
            ? Binding().Replace("roleRef:", comment + "roleRef:", StringComparison.Ordinal)
            : Binding("containersecurity.io/ignore: CSEC5003 the operator reads them");
        Source[] sources = [Source.FromText("role.yaml", Role), Source.FromText("binding.yaml", binding)];

        foreach (Source[] order in new[] { sources, [.. sources.Reverse()] })
            Assert.That(engine.Scan(order).SelectMany(d => d.Findings).Where(f => f.IsActive && f.Finding.Rule.Id == "CSEC5003")
                .Select(f => f.Finding.Resource.Kind), Is.EqualTo(new[] { "ClusterRole" }));
    }

    [Test]
    public void Wildcard_in_a_scan_stands_for_the_lesser_rules_as_well()
    {
        string everything = Role.Replace("resources: [secrets]", "resources: ['*']", StringComparison.Ordinal);
        Decision[] decisions = [.. new PolicyEngine(All.Rule("CSEC5003", new RuleSetting { Severity = Severity.Low }).Build())
            .Scan([Source.FromText("role.yaml", everything.Replace("verbs: [get]", "verbs: [get, update]", StringComparison.Ordinal))])];

        Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Rule.Id), Does.Contain("CSEC5001").And.Not.Contain("CSEC5031"));
        Assert.That(decisions.SelectMany(d => d.Folded).Select(f => f.Finding.Rule.Id), Does.Contain("CSEC5031"));
    }

    [TestCase("kind: User, name: 'system:anonymous'", Severity.Critical)]
    [TestCase("kind: Group, name: 'system:authenticated'", Severity.Critical)]
    [TestCase("kind: User, name: jane", Severity.High)]
    public void Severity_rises_with_who_gets_it(string subject, Severity severity)
    {
        Decision decision = new PolicyEngine(All.Build()).Evaluate(Set(Role, Binding(subject: subject)), "rbac.yaml");

        Assert.That(decision.Findings.Single(f => f.Finding.Rule.Id == "CSEC5003").Severity, Is.EqualTo(severity));
    }

    [TestCase("kind: ServiceAccount, name: controller, namespace: kube-system", false)]
    [TestCase("kind: User, name: 'system:kube-controller-manager'", false)]
    [TestCase("kind: User, name: jane", true)]
    [TestCase("kind: ServiceAccount, name: web, namespace: shop", true)]
    [TestCase("kind: Group, name: 'system:authenticated'", true)]
    public void Stock_role_is_silent_unless_it_is_bound_to_strangers(string subject, bool isReported)
    {
        string byName = Role.Replace("name: reader", "name: 'system:reader'", StringComparison.Ordinal);
        string byLabel = Role.Replace("name: reader", "name: reader, labels: {kubernetes.io/bootstrapping: rbac-defaults}", StringComparison.Ordinal);
        string[] expected = isReported ? ["ClusterRoleBinding"] : [];

        Assert.That(Active(Set(byName, Binding(kind: "ClusterRoleBinding", subject: subject, role: "'system:reader'"))), Is.EqualTo(expected));
        Assert.That(Active(Set(byLabel, Binding(kind: "ClusterRoleBinding", subject: subject))), Is.EqualTo(expected));
    }

    [Test]
    public void Label_of_stock_objects_hides_no_cluster_admin_of_a_stranger()
    {
        const string Stock = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: give, labels: {kubernetes.io/bootstrapping: rbac-defaults}}\nroleRef: {kind: ClusterRole, name: cluster-admin}\n";

        Assert.That(Active(Stock + "subjects: [{kind: Group, name: 'system:masters'}]", rule: "CSEC5002"), Is.Empty);
        Assert.That(Active(Stock + "subjects: [{kind: User, name: jane}]", rule: "CSEC5002"), Is.EqualTo(new[] { "ClusterRoleBinding" }));
    }

    [Test]
    public void Wildcard_stands_for_the_lesser_rules_until_it_is_waived()
    {
        string everything = Role.Replace("apiGroups: [''], resources: [secrets], verbs: [get]", "apiGroups: ['*'], resources: ['*'], verbs: ['*']",
            StringComparison.Ordinal);
        string waived = everything.Replace("name: reader", "name: reader, annotations: {containersecurity.io/ignore: CSEC5001 an administrator}",
            StringComparison.Ordinal);

        Assert.That(Active(everything, rule: "CSEC5031"), Is.Empty);
        Assert.That(Active(Set(everything, Binding()), rule: "CSEC5031"), Is.Empty);
        Assert.That(Active(waived, rule: "CSEC5031"), Is.EqualTo(new[] { "ClusterRole" }));
        Assert.That(Active(everything, All.Without("CSEC5001"), "CSEC5031"), Is.EqualTo(new[] { "ClusterRole" }));
        Assert.That(Active(Set(everything, Binding()), All.Without("CSEC5001"), "CSEC5031"), Is.EqualTo(new[] { "RoleBinding" }));
    }

    [Test]
    public void Group_of_service_accounts_is_said_once()
    {
        string binding = Binding(subject: "kind: Group, name: 'system:serviceaccounts:shop'");

        Assert.That(Active(binding, rule: "CSEC5027"), Is.EqualTo(new[] { "RoleBinding" }));
        Assert.That(Active(binding, rule: "CSEC5013"), Is.Empty);
        Assert.That(Active(binding, All.Without("CSEC5027"), "CSEC5013"), Is.EqualTo(new[] { "RoleBinding" }));
    }

    [Test]
    public void Role_that_gathers_others_gives_what_they_allow()
    {
        const string Gathering = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: all}
            aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: all}}]}
            rules: null
            """;
        string part = Role.Replace("name: reader", "name: reader, labels: {to: all}", StringComparison.Ordinal);
        string other = Role.Replace("name: reader", "name: reader, labels: {to: none}", StringComparison.Ordinal);

        Assert.That(Active(Set(Gathering, part, Binding(role: "all"))), Is.EquivalentTo(new[] { "ClusterRole", "RoleBinding" }));
        Assert.That(Active(Set(Gathering, other, Binding(role: "all"))), Is.EqualTo(new[] { "ClusterRole" }));
    }
}
