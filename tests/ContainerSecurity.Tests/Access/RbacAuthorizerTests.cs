using ContainerSecurity.Access;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Tests.Access;

/// <summary>What the vectors of others do not ask: reasons with places, what is not known, roles that Kubernetes brings, tables, bounds.</summary>
public class RbacAuthorizerTests
{
    private static RbacAuthorizer Read(string yaml, RbacOptions? options = null)
    {
        var errors = new List<DocumentError>();
        return RbacAuthorizer.Create(new DocumentReader().Read(yaml, "rbac.yaml").Documents.SelectMany(d => KubernetesReader.Read(d, errors)), options);
    }

    private static RbacRequest Ask(string user, string verb, string resource, string space = "shop", string name = "") =>
        new() { User = RbacUser.Named(user), Verb = verb, Resource = resource, Namespace = space, Name = name };

    private const string Reader = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: shop}
        rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [get]}
        - {apiGroups: [""], resources: [pods], verbs: [get, list]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
        subjects:
        - {kind: ServiceAccount, name: web}
        """;

    [Test]
    public void Decision_says_binding_role_and_rule_with_their_places()
    {
        RbacDecision decision = Read(Reader).Can(Ask("system:serviceaccount:shop:web", "list", "pods"));

        Assert.That(decision.Reason, Is.EqualTo("RBAC: allowed by RoleBinding \"readers/shop\" of Role \"reader\" to ServiceAccount \"web/shop\""));
        Assert.That(decision.Grant!.Value.Locations.Select(l => $"{l.File.Path}:{l.Span.Line} {l.Path}"),
            Is.EqualTo(new[] { "rbac.yaml:10 ", "rbac.yaml:3 ", "rbac.yaml:6 rules[1]" }));
        Assert.That(decision.Grant.Value.Subject.Location!.Path, Is.EqualTo("subjects[0]"));
    }

    [Test]
    public void Denial_says_that_no_binding_allows_it()
    {
        RbacDecision decision = Read(Reader).Can(Ask("ann", "list", "pods"));

        Assert.That(decision.Verdict, Is.EqualTo(RbacVerdict.Denied));
        Assert.That(decision.Reason, Is.EqualTo("No binding allows it."));
    }

    private const string Aggregated = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: monitoring}
        aggregationRule: {clusterRoleSelectors: [{matchLabels: {to-monitoring: "true"}}]}
        rules: null
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: m}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: monitoring}
        subjects: [{kind: User, name: ann, apiGroup: rbac.authorization.k8s.io}]

        """;

    private static string Part(string name, string labels, string resource) => $$"""
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: {{name}}
          labels: { {{labels}} }
        rules: [{apiGroups: [""], resources: [{{resource}}], verbs: [get]}]

        """;

    [Test]
    public void Aggregated_role_without_its_parts_is_unknown()
    {
        RbacAuthorizer authorizer = Read(Aggregated);
        RbacDecision decision = authorizer.Can(Ask("ann", "get", "pods"));

        Assert.That(decision.Verdict, Is.EqualTo(RbacVerdict.Unknown));
        Assert.That(decision.Reason, Does.Contain("monitoring"));
        Assert.That(authorizer.Gaps.Single().Reason, Does.Contain("no ClusterRole here has the labels"));
        Assert.That(authorizer.Can(Ask("bob", "get", "pods")).Verdict, Is.EqualTo(RbacVerdict.Denied), "Nobody else is bound to it.");
        Assert.That(authorizer.WhoCan(Ask("", "get", "pods")).Gaps, Is.Not.Empty);
    }

    [Test]
    public void Aggregated_role_has_the_rules_of_its_parts_and_of_theirs()
    {
        RbacAuthorizer authorizer = Read(Aggregated + Part("part", "to-monitoring: 'true'", "pods") + """
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: middle, labels: {to-monitoring: "true"}}
            aggregationRule: {clusterRoleSelectors: [{matchExpressions: [{key: inner, operator: In, values: [a, b]}]}]}
            rules: []

            """ + Part("inner", "inner: b", "secrets") + Part("other", "inner: c", "nodes"));

        Assert.That(authorizer.Gaps, Is.Empty);
        Assert.That(authorizer.Can(Ask("ann", "get", "pods")).IsAllowed);
        Assert.That(authorizer.Can(Ask("ann", "get", "secrets")).IsAllowed);
        Assert.That(authorizer.Can(Ask("ann", "get", "nodes")).Verdict, Is.EqualTo(RbacVerdict.Denied));
    }

    [Test]
    public void Roles_that_gather_each_other_end()
    {
        RbacAuthorizer authorizer = Read("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: one, labels: {to: two}}
            aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: one}}]}
            rules: []
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: two, labels: {to: one}}
            aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: two}}, {matchLabels: {leaf: "yes"}}]}
            rules: []

            """ + Part("leaf", "leaf: 'yes'", "pods"));

        Assert.That(authorizer.FindRole(null, "one")!.Rules, Has.Count.EqualTo(1));
        Assert.That(authorizer.FindRole(null, "two")!.Rules, Has.Count.EqualTo(1));
    }

    [Test]
    public void Very_many_roles_that_gather_all_are_left_unknown_and_not_followed()
    {
        string all = string.Concat(Enumerable.Range(0, 2_000).Select(i => $$"""
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: r{{i}}}
            {{(i % 2 == 0 ? "aggregationRule: {clusterRoleSelectors: [{}]}" : "")}}
            rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]

            """));

        Assert.That(Read(all).Gaps[^1].Reason, Does.Contain("too many"));
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_followed_although_it_is_not_here()
    {
        const string binding = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: devs, namespace: shop}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
            subjects: [{kind: User, name: ann, apiGroup: rbac.authorization.k8s.io}]
            """;
        RbacAuthorizer authorizer = Read(binding);

        Assert.That(authorizer.Can(Ask("ann", "create", "pods")).IsAllowed, "edit holds it itself");
        Assert.That(authorizer.Can(Ask("ann", "list", "configmaps")).IsAllowed, "and view through view");
        Assert.That(authorizer.Can(Ask("ann", "create", "roles")).IsAllowed, Is.False);
        Assert.That(Read(binding, new RbacOptions { AssumesStockRoles = false }).Can(Ask("ann", "create", "pods")).Verdict, Is.EqualTo(RbacVerdict.Denied));
    }

    [Test]
    public void Role_here_stands_before_one_that_Kubernetes_brings()
    {
        RbacAuthorizer authorizer = Read("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: view}
            rules: []
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: v}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
            subjects: [{kind: User, name: ann, apiGroup: rbac.authorization.k8s.io}]
            """);

        Assert.That(authorizer.Can(Ask("ann", "get", "pods")).Verdict, Is.EqualTo(RbacVerdict.Denied));
    }

    [Test]
    public void System_role_that_nobody_knows_is_unknown_and_any_other_missing_one_gives_nothing()
    {
        static string Binding(string role) => $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: b}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{role}}}
            subjects: [{kind: User, name: ann, apiGroup: rbac.authorization.k8s.io}]
            """;

        Assert.That(Read(Binding("system:addon:thing")).Can(Ask("ann", "get", "pods")).Verdict, Is.EqualTo(RbacVerdict.Unknown));
        Assert.That(Read(Binding("gone")).Can(Ask("ann", "get", "pods")).Verdict, Is.EqualTo(RbacVerdict.Denied));
    }

    [TestCase("roleRef: {kind: Role, name: '{{ .Values.role }}'}", "subjects: [{kind: User, name: ann}]", "ann", RbacVerdict.Unknown)]
    [TestCase("roleRef: {kind: Role, name: '{{ .Values.role }}'}", "subjects: [{kind: User, name: ann}]", "bob", RbacVerdict.Denied)]
    [TestCase("roleRef: {kind: Role, name: reader}", "subjects: [{kind: ServiceAccount, name: '{{ .Values.account }}'}]", "system:serviceaccount:shop:any",
        RbacVerdict.Unknown)]
    [TestCase("roleRef: {kind: Role, name: reader}", "subjects: [{kind: ServiceAccount, name: '{{ .Values.account }}'}]", "system:serviceaccount:other:any",
        RbacVerdict.Denied)]
    [TestCase("roleRef: {kind: Role, name: reader}", "subjects: [{kind: ServiceAccount, name: '{{ .Values.account }}'}]", "ann", RbacVerdict.Denied)]
    public void Template_is_unknown_to_whom_it_may_concern(string role, string subjects, string user, RbacVerdict expected)
    {
        RbacAuthorizer authorizer = Read(Reader + $$"""

            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: more, namespace: shop}
            {{role}}
            {{subjects}}
            """);

        Assert.That(authorizer.Can(Ask(user, "list", "pods")).Verdict, Is.EqualTo(expected));
    }

    [Test]
    public void Rule_with_a_template_may_allow_what_it_does_not_name()
    {
        RbacAuthorizer authorizer = Read(Reader.Replace("verbs: [get, list]", "verbs: [get, '{{ .Values.verb }}']", StringComparison.Ordinal));

        Assert.That(authorizer.Can(Ask("system:serviceaccount:shop:web", "get", "pods")).Verdict, Is.EqualTo(RbacVerdict.Allowed));
        Assert.That(authorizer.Can(Ask("system:serviceaccount:shop:web", "delete", "pods")).Verdict, Is.EqualTo(RbacVerdict.Unknown));
        Assert.That(authorizer.Can(Ask("system:serviceaccount:shop:web", "delete", "nodes")).Verdict, Is.EqualTo(RbacVerdict.Denied));
    }

    [Test]
    public void Table_is_the_one_of_kubectl()
    {
        RbacAuthorizer authorizer = Read("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: r}
            rules:
            - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}
            - {apiGroups: [apps], resources: [deployments/scale], verbs: [get]}
            - {apiGroups: [""], resources: [pods], verbs: [list, delete]}
            - {apiGroups: [""], resources: [secrets], resourceNames: [tls], verbs: [get]}
            - {nonResourceURLs: [/metrics], verbs: [get]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: b}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r}
            subjects: [{kind: User, name: ann, apiGroup: rbac.authorization.k8s.io}]
            """);

        Assert.That(authorizer.WhatCan(RbacUser.Named("ann"), "shop").ToTable()
            .Select(r => $"{r.Resource} [{string.Join(" ", r.NonResourceUrls)}] [{string.Join(" ", r.ResourceNames)}] [{string.Join(" ", r.Verbs)}]"),
            Is.EqualTo(new[]
            {
                "pods [] [] [get list delete]",
                "pods/log [] [] [get list]",
                " [/metrics] [] [get]",
                "secrets [] [tls] [get]",
                "deployments.apps/scale [] [] [get]",
            }));
    }

    [Test]
    public void Nobody_but_masters_may_do_what_no_role_allows()
    {
        Assert.That(Read(Reader).WhoCan(Ask("", "delete", "nodes", "")).Subjects.Select(s => s.ToString()), Is.EqualTo(new[] { "Group system:masters" }));
    }

    [Test]
    public void Rules_of_a_binding_are_covered_in_its_namespace_alone()
    {
        RbacAuthorizer authorizer = Read(Reader);
        RbacUser web = RbacUser.ServiceAccount("shop", "web");
        var asked = new RbacRule { Verbs = ["get", "delete"], ApiGroups = [""], Resources = ["pods"] };

        Assert.That(authorizer.Covers(web, "shop", [asked]).CompactMissing.Select(r => r.ToString()), Is.EqualTo(new[] { "delete pods" }));
        Assert.That(authorizer.Covers(web, "", [asked]).CompactMissing.Select(r => r.ToString()), Is.EqualTo(new[] { "get, delete pods" }));
        Assert.That(authorizer.Covers(new RbacUser("root", RbacUser.Masters), "", [asked]).IsCovered);
    }

    [Test]
    public void Rules_with_too_many_parts_do_not_count_as_covered()
    {
        string[] many = [.. Enumerable.Range(0, 1_100).Select(i => "x" + i)];
        var rule = new RbacRule { Verbs = many, ApiGroups = ["g"], Resources = many };

        RbacCoverage coverage = RbacCoverage.Of([rule], [rule]);

        Assert.That(coverage.IsCovered, Is.False);
        Assert.That(coverage.IsComplete, Is.False);
    }

    [Test]
    public void Difference_names_who_gains_what_by_which_binding_and_what_is_lost()
    {
        RbacDifference difference = RbacDifference.Between(Read(Reader),
            Read(Reader.Replace("verbs: [get, list]", "verbs: [get, delete]", StringComparison.Ordinal)));

        Assert.That(difference.Gained.Select(c => $"{c.Subject} {c.Namespace} {c.Grant.Binding} {string.Join("; ", c.Rules)}"),
            Is.EqualTo(new[] { "ServiceAccount shop/web shop RoleBinding shop/readers delete pods" }));
        Assert.That(difference.Lost.SelectMany(c => c.Rules).Select(r => r.ToString()), Is.EqualTo(new[] { "list pods" }));
    }

    [Test]
    public void Difference_tells_nothing_new_of_what_a_group_of_the_subject_had()
    {
        string before = Reader.Replace("kind: ServiceAccount, name: web", "kind: Group, name: 'system:serviceaccounts:shop'", StringComparison.Ordinal);

        Assert.That(RbacDifference.Between(Read(before), Read(Reader)).Gained, Is.Empty);
    }
}
