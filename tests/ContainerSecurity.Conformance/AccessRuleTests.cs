using System.Text.Json;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Conformance;

/// <summary>What scanners call dangerous is found, and what a cluster is born with is not.</summary>
public class AccessRuleTests
{
    /// <summary>Permissions that no rule of the catalogue is about; the list is expected to shrink.</summary>
    private static readonly string[] NotInTheCatalogue =
    [
        "sa-token-secret", "write-secrets", "pod-proxy", "policy-engines", "crds", "api-services", "namespace-labels",
        "storage", "nodes-write", "pods-evict", "pod-status",
        "network", "configmaps", "coredns", "azure-pod-identity", "delete-logs", "delete-events", "excessive-delete", "token-review", "psp",
    ];

    /// <summary>
    /// Verbs and resources of a row that do not go together in the API server, or are bounded in another way: reading
    /// an extra needs a user to go with it.
    /// </summary>
    private static readonly string[] Meaningless =
        ["userextras/*", "update signers", "patch signers", "approve certificatesigningrequests/approval"];

    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.All).Build());

    private static PolicyFinding[] Judge(string yaml) => [.. Engine.Evaluate(yaml, "rbac.yaml").Findings.Where(f => f.Finding.Rule.Category == "Access")];

    private static string Text(JsonElement value) => value.GetString()!;

    [Test]
    public void Each_verb_on_each_resource_of_a_dangerous_permission_is_reported()
    {
        using JsonDocument table = JsonDocument.Parse(File.ReadAllText(Corpus.Require("rbac", "dangerous-permissions.json")));
        var missed = new List<string>();
        foreach (JsonElement row in table.RootElement.GetProperty("permissions")
            .EnumerateArray()
            .Where(r => !NotInTheCatalogue.Contains(Text(r.GetProperty("id")))))
            foreach (JsonElement verb in row.GetProperty("verbs").EnumerateArray())
                foreach (JsonElement resource in row.GetProperty("resources").EnumerateArray())
                    if (!Array.Exists(Meaningless, m => m == Text(resource) || m == $"{Text(verb)} {Text(resource)}")
                        && !IsReported(row, Text(verb), Text(resource)))
                        missed.Add($"{Text(row.GetProperty("id"))}: {Text(verb)} {Text(resource)}");

        Assert.That(missed, Is.Empty);
    }

    /// <summary>
    /// The table names groups and resources apart, so it is enough that one of the groups has the resource. The rule on
    /// aws-auth asks for its name.
    /// </summary>
    private static bool IsReported(JsonElement row, string verb, string resource) => row.GetProperty("apiGroups").EnumerateArray().Any(group => Judge($$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: ops, namespace: kube-system}
        rules:
        - {apiGroups: ['{{Text(group)}}'], resources: ['{{resource}}'], verbs: ['{{verb}}']}
        """).Length > 0);

    [Test]
    public void Roles_and_bindings_that_a_cluster_is_born_with_are_not_reported()
    {
        var findings = new List<string>();
        int resources = 0;
        foreach (string file in Directory.EnumerateFiles(Corpus.Require("rbac", "bootstrap"), "*.yaml").Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(file);
            resources += Engine.Evaluate(text, file).Resources;
            findings.AddRange(Judge(text).Select(f => $"{f.Finding.Rule.Id} {f.Finding.Resource}"));
        }

        Assert.That(resources, Is.GreaterThan(100));
        Assert.That(findings, Is.Empty);
    }
}
