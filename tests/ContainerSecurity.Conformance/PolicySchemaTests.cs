using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Rules;
using NJsonSchema;

namespace ContainerSecurity.Conformance;

/// <summary>The published schema of policy files, read by another's validator, agrees with our reader.</summary>
public class PolicySchemaTests
{
    private const string Full = """
        apiVersion: containersecurity.io/v1
        kind: Policy
        metadata: {name: production, team: platform}
        extends: [base.yaml, more.yaml]
        profile: restricted
        kubernetesVersion: v1.35
        set: complete
        enforcement: deny
        parameters:
          trustedImages: [registry.example.com, ghcr.io/acme]
          blockedImages: redis:6.*
          maxMemory: 4Gi
          maxCpu: 1.5
          maxLimitRequestRatio: 2
          minReplicas: 3
          maxImageAge: 90
          requiredLabels: [owner, "team=[a-z]+"]
          labelledKinds: [ConfigMap]
        rules:
          CSEC2001: false
          privileged-container: critical
          writable-root-filesystem: {severity: high, enforcement: warn, exclude: {namespaces: [legacy-*]}}
          limit-too-high: {enabled: true, parameters: {maxMemory: 2Gi}}
          CSEC1014: {parameters: {maxImageAge: 36h}}
          ACME0001: {parameters: {teams: [shop]}}
          replicas: warn
        select: {kinds: [Deployment], labels: {tier: web}}
        exclude: {namespaces: [kube-system], paths: ["tests/**"], names: [a], containers: [b]}
        secrets:
          patterns:
          - {id: acme, service: Acme, kind: token, expression: "acme_[a-z]{20}", names: [acme], samples: [acme_abcdefghijklmnopqrst], counterexamples: [acme]}
          allow: {values: [a], paths: ["tests/**"], fingerprints: [b]}
        waivers:
        - {rule: CSEC2001, match: {names: [driver]}, reason: mounts block devices, owner: storage team, expires: 2030-12-31}
        - {rules: [CSEC2001, CSEC2002], reason: an agent of the node}
        """;

    private static async Task<JsonSchema> SchemaAsync()
    {
        using var output = new StringWriter();
        PolicySchema.Write(output);
        return await JsonSchema.FromJsonAsync(output.ToString());
    }

    private static async Task<bool> IsValidAsync(string yaml)
    {
        using var json = new StringWriter();
        ValueReport.WriteJson(DocumentValue.Of(new DocumentReader().Read(yaml, "policy.yaml").Documents[0]), json);
        return (await SchemaAsync()).Validate(json.ToString()).Count == 0;
    }

    [TestCase(Full)]
    [TestCase("kind: Policy")]
    [TestCase("{kind: Policy, extends: development.yaml, profile: none}")]
    public async Task Policy_that_is_right_is_valid(string yaml) => Assert.That(await IsValidAsync(yaml), Is.True);

    [TestCase("profil: all")]
    [TestCase("profile: some")]
    [TestCase("kubernetesVersion: newest")]
    [TestCase("set: whole")]
    [TestCase("enforcement: maybe")]
    [TestCase("parameters: {maxMemroy: 4Gi}")]
    [TestCase("parameters: {maxMemory: banana}")]
    [TestCase("parameters: {maxMemory: [4Gi]}")]
    [TestCase("parameters: {maxLimitRequestRatio: lots}")]
    [TestCase("parameters: {maxLimitRequestRatio: 0.5}")]
    [TestCase("parameters: {minReplicas: two}")]
    [TestCase("parameters: {minReplicas: 0}")]
    [TestCase("parameters: {minReplicas: 2.5}")]
    [TestCase("parameters: {maxImageAge: soon}")]
    [TestCase("parameters: {trustedImages: []}")]
    [TestCase("parameters: {trustedImages: ['']}")]
    [TestCase("parameters: {trustedImages: {a: b}}")]
    [TestCase("parameters: {labelledKinds: [configmap]}")]
    [TestCase("parameters: []")]
    [TestCase("rules: {CSEC2001: sometimes}")]
    [TestCase("rules: {CSEC2001: {severty: high}}")]
    [TestCase("rules: {limit-too-high: {parameters: {maxMemory: banana}}}")]
    [TestCase("rules: {CSEC6012: {parameters: {minReplicas: 3}}}")]
    [TestCase("rules: {CSEC2001: {parameters: {maxMemory: 4Gi}}}")]
    [TestCase("waivers: [{rule: CSEC2001}]")]
    [TestCase("waivers: [{rule: CSEC2001, reason: a, expires: tomorrow}]")]
    [TestCase("select: {kind: Pod}")]
    [TestCase("secrets: {allow: {value: [a]}}")]
    public async Task Mistake_is_one_for_the_schema_and_for_the_reader(string mistake)
    {
        string yaml = $"kind: Policy\n{mistake}";

        Assert.That(await IsValidAsync(yaml), Is.False);
        Assert.That(new PolicyReader(null, _ => yaml).Load("policy.yaml").Errors, Is.Not.Empty);
    }

    [Test]
    public async Task Every_name_of_a_rule_is_known_to_the_schema()
    {
        string rules = string.Join(
            "\n",
            RuleCatalog.All.SelectMany(r => new[] { r.Descriptor.Id, r.Descriptor.Slug })
                .Select(n => $"  {n}: {{severity: high}}"));

        Assert.That(await IsValidAsync($"kind: Policy\nrules:\n{rules}"), Is.True);
    }
}
