using System.Text.Json;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Conformance;

/// <summary>What scanners call dangerous is found, what only looks like it is not, nor what a cluster is born with.</summary>
public class AccessRuleTests
{
    /// <summary>Verbs and resources of a row that do not go together in the API server, or have another form there: an extra of a user has a key.</summary>
    private static readonly string[] Meaningless =
        ["update signers", "patch signers", "approve certificatesigningrequests/approval", "delete pods/eviction", "deletecollection pods/eviction"];

    /// <summary>What has no namespace, so that only a ClusterRole grants it, beyond what the table says.</summary>
    private static readonly string[] OfTheCluster =
    [
        "nodes", "nodes/status", "users", "groups", "uids", "userextras/scopes", "clusterroles", "clusterrolebindings", "persistentvolumes", "storageclasses",
            "volumeattachments",
        "constrainttemplates", "assign", "assignmetadata", "clusterpolicies", "gatewayclasses", "ingressclasses",
    ];

    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build());

    private static PolicyFinding[] Judge(string yaml) => [.. Engine.Evaluate(yaml, "rbac.yaml").Findings.Where(f => f.Finding.Rule.Category == "Access")];

    private static string Text(JsonElement value) => value.GetString()!;

    private static string[] Texts(JsonElement row, string key) => [.. row.GetProperty(key).EnumerateArray().Select(Text)];

    private static JsonElement[] Rows(string table) =>
        [.. JsonDocument.Parse(File.ReadAllText(Corpus.Require("rbac", "dangerous-permissions.json"))).RootElement.GetProperty(table).EnumerateArray()];

    [Test]
    public void Each_verb_on_each_resource_of_a_dangerous_permission_is_reported()
    {
        var missed = new List<string>();
        JsonElement[] rows = Rows("permissions");
        foreach (JsonElement row in rows)
            foreach ((string verb, string resource) in Pairs(row))
                if (!IsReported(row, verb, resource, bound: false) || !IsReported(row, verb, resource, bound: true))
                    missed.Add($"{Text(row.GetProperty("id"))}: {verb} {resource}");

        Assert.That(rows, Has.Length.EqualTo(45));
        Assert.That(missed, Is.Empty);
    }

    [Test]
    public void What_only_looks_like_a_dangerous_permission_is_not_reported()
    {
        var wrong = new List<string>();
        foreach (JsonElement row in Rows("permissions"))
            foreach ((string verb, string resource) in Pairs(row).Where(p => p is not { Verb: "*" } and not { Resource: "*" }))
                foreach (string group in Texts(row, "apiGroups").Where(g => g != "*"))
                    foreach (string rule in LookAlikes(group, resource, verb))
                        if (Judge(Set("ClusterRole", rule)).Length > 0)
                            wrong.Add($"{Text(row.GetProperty("id"))}: {rule}");

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void What_has_no_namespace_is_nothing_in_a_Role()
    {
        var wrong = new List<string>();
        foreach (JsonElement row in Rows("permissions"))
            foreach ((string verb, string resource) in Pairs(row).Where(p => p.Resource != "*" && p.Verb != "*" && (IsOfTheCluster(row) || OfTheCluster.Contains(p.Resource)) && p.Verb != "bind"))
                foreach (string group in Texts(row, "apiGroups").Where(g => g != "*"))
                    if (Judge(Set("Role", Rule(group, resource, verb), bound: true)).Length > 0)
                        wrong.Add($"{Text(row.GetProperty("id"))}: {verb} {resource}");

        Assert.That(wrong, Is.Empty);
    }

    private static IEnumerable<(string Verb, string Resource)> Pairs(JsonElement row) =>
        from verb in Texts(row, "verbs")
        from resource in Texts(row, "resources")
        where !Meaningless.Contains($"{verb} {resource}")
        select (verb, resource == "userextras/*" ? "userextras/scopes" : resource);

    private static bool IsOfTheCluster(JsonElement row) => Text(row.GetProperty("scope")) == "cluster";

    /// <summary>The table names groups and resources apart, so it is enough that one of the groups has the resource.</summary>
    private static bool IsReported(JsonElement row, string verb, string resource, bool bound) =>
        Texts(row, "apiGroups").Any(group =>
            Judge(Set(IsOfTheCluster(row) || OfTheCluster.Contains(resource) ? "ClusterRole" : "Role", Rule(group, resource, verb), bound)).Length > 0);

    private static string Rule(string group, string resource, string verb) => $"{{apiGroups: ['{group}'], resources: ['{resource}'], verbs: ['{verb}']}}";

    /// <summary>Names are equal byte for byte; a star within a name means nothing.</summary>
    private static IEnumerable<string> LookAlikes(string group, string resource, string verb)
    {
        yield return Rule("example.com", resource, verb);
        yield return Rule(group + ".", resource, verb);
        yield return Rule(group, resource.ToUpperInvariant(), verb);
        yield return Rule(group, resource + "/*", verb);
        yield return Rule(group, resource[..^1] + "*", verb);
        yield return Rule(group, resource, verb.ToUpperInvariant());
        yield return Rule(group, resource, verb[..^1] + "*");
    }

    private static string Set(string kind, string rule, bool bound = false)
    {
        string role = $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: {{kind}}
            metadata: {name: ops, namespace: ops}
            rules: [{{rule}}]
            """;
        return !bound ? role : $"{role}\n---\n{Binding(kind == "Role" ? "RoleBinding" : "ClusterRoleBinding", $"kind: {kind}, name: ops", "kind: User, name: jane", "namespace: ops")}";
    }

    private static string Binding(string kind, string role, string subject, string meta = "") => $$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: {{kind}}
        metadata: {name: give, {{meta}}}
        roleRef: {apiGroup: rbac.authorization.k8s.io, {{role}}}
        subjects: [{ {{subject}} }]
        """;

    private const string View = "kind: ClusterRole, name: view";
    private const string Shop = "namespace: shop";
    private const string Account = "\n---\n{apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: shop}}";

    /// <summary>By the ID of a row: a set that has it, and one that just lacks it.</summary>
    private static readonly Dictionary<string, (string Has, string Lacks)> Bindings = new()
    {
        ["bind-anonymous"] = (Binding("ClusterRoleBinding", View, "kind: User, name: 'system:anonymous'"),
            Binding("ClusterRoleBinding", "kind: ClusterRole, name: 'system:public-info-viewer'", "kind: Group, name: 'system:unauthenticated'")),
        ["bind-authenticated"] = (Binding("ClusterRoleBinding", View, "kind: Group, name: 'system:authenticated'"),
            Binding("ClusterRoleBinding", "kind: ClusterRole, name: 'system:discovery'", "kind: Group, name: 'system:authenticated'")),
        ["bind-masters"] = (Binding("ClusterRoleBinding", View, "kind: Group, name: 'system:masters'"),
            Binding("ClusterRoleBinding", View, "kind: User, name: 'system:masters'")),
        ["bind-all-service-accounts"] = (Binding("RoleBinding", View, "kind: Group, name: 'system:serviceaccounts:shop'", Shop),
            Binding("RoleBinding", View, "kind: User, name: 'system:serviceaccounts:shop'", Shop)),
        ["bind-default-service-account"] = (Binding("RoleBinding", View, "kind: ServiceAccount, name: default", Shop),
            Binding("RoleBinding", View, "kind: ServiceAccount, name: web", Shop) + Account),
        ["bind-cluster-admin"] = (Binding("RoleBinding", "kind: ClusterRole, name: edit", "kind: User, name: jane", Shop),
            Binding("RoleBinding", View, "kind: User, name: jane", Shop)),
        ["bind-missing-role"] = (Binding("RoleBinding", "kind: ClusterRole, name: ops", "kind: User, name: jane", Shop),
            Binding("RoleBinding", View, "kind: User, name: jane", Shop)),
        ["bind-foreign-service-account"] = (Binding("RoleBinding", View, "kind: ServiceAccount, name: web, namespace: shop", "namespace: other") + Account,
            Binding("RoleBinding", View, "kind: ServiceAccount, name: web, namespace: shop", Shop) + Account),
        ["workload-strong-account"] = (Workload(""), Workload(", automountServiceAccountToken: false")),
    };

    private static string Workload(string fields) => Set("ClusterRole", Rule("", "secrets", "get")) + Account + "\n---\n"
        + Binding("RoleBinding", "kind: ClusterRole, name: ops", "kind: ServiceAccount, name: web", Shop)
        + $"\n---\n{{apiVersion: v1, kind: Pod, metadata: {{name: web, namespace: shop}}, spec: {{containers: [{{name: app, image: 'registry.example/web:1.0'}}], serviceAccountName: web{fields}}}}}";

    [Test]
    public void Each_dangerous_binding_is_reported_and_its_neighbour_is_not()
    {
        Assert.That(Bindings.Keys, Is.EquivalentTo(Rows("bindings").Select(r => Text(r.GetProperty("id")))));
        using (Assert.EnterMultipleScope())
            foreach ((string id, (string has, string lacks)) in Bindings)
            {
                // Where such a binding leads is another rule's.
                string[] rules = [.. Judge(has).Select(f => f.Finding.Rule.Id).Except(Judge(lacks).Select(f => f.Finding.Rule.Id)).Except(["CSEC5018"])];
                Assert.That(rules, Has.Length.EqualTo(1), id);
            }
    }

    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Certificates = "certificates.k8s.io";

    /// <summary>By the ID of a row: the rules that make it, the last of which is left out of the set that lacks it, and the rule that judges it.</summary>
    private static readonly Dictionary<string, (string Rule, string[] Parts)> Combinations = new()
    {
        ["combo-bind"] = ("CSEC5030", [Rule(Rbac, "clusterrolebindings", "create"), Rule(Rbac, "clusterroles", "bind")]),
        ["combo-escalate"] = ("CSEC5030", [Rule(Rbac, "clusterroles", "update"), Rule(Rbac, "clusterroles", "escalate")]),
        ["combo-csr"] = ("CSEC5030", [Rule(Certificates, "certificatesigningrequests", "create"),
            Rule(Certificates, "certificatesigningrequests/approval", "update"), Rule(Certificates, "signers", "approve")]),
        ["combo-steal-pods"] = ("CSEC5030", [Rule("", "pods/eviction", "create"), Rule("", "nodes", "patch")]),
        ["combo-token-secret"] = ("CSEC5030", [Rule("", "secrets", "create"), Rule("", "secrets", "list")]),
        ["combo-exec"] = ("CSEC5006", [Rule("", "pods", "get"), Rule("", "pods/exec", "create")]),
    };

    [Test]
    public void Each_dangerous_combination_is_reported_and_its_parts_are_not()
    {
        Assert.That(Combinations.Keys, Is.EquivalentTo(Rows("combinations").Select(r => Text(r.GetProperty("id")))));
        using (Assert.EnterMultipleScope())
            foreach ((string id, (string rule, string[] parts)) in Combinations)
            {
                bool Reports(IEnumerable<string> rules) => Judge(Set("ClusterRole", string.Join(", ", rules), bound: true)).Any(f => f.Finding.Rule.Id == rule);
                Assert.That(Reports(parts), Is.True, id);
                Assert.That(Reports(parts.SkipLast(1)), Is.False, id);
            }
    }

    [Test]
    public void Roles_and_bindings_that_a_cluster_is_born_with_are_not_reported()
    {
        var findings = new List<string>();
        int resources = 0;
        string all = "";
        foreach (string file in Directory.EnumerateFiles(Corpus.Require("rbac", "bootstrap"), "*.yaml").Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(file);
            all += $"\n---\n{text}";
            resources += Engine.Evaluate(text, file).Resources;
        }
        findings.AddRange(Judge(all).Where(f => f.Finding.Rule.Id != "CSEC5017").Select(f => $"{f.Finding.Rule.Id} {f.Finding.Resource}"));

        Assert.That(resources, Is.GreaterThan(100));
        Assert.That(findings, Is.Empty);
    }
}
