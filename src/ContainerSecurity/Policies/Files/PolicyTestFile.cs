using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>Runs a file of <c>kind: PolicyTest</c>: manifests with the decisions that a policy must give on them.</summary>
public sealed class PolicyTestFile
{
    private static readonly string[] Keys = ["apiVersion", "kind", "metadata", "policy", "profile", "kubernetesVersion", "tests"];
    private static readonly string[] TestKeys = ["name", "manifest", "resources", "expect"];
    private static readonly string[] ExpectKeys = ["allowed", "findings", "includes", "excludes"];

    private readonly string folder;
    private readonly NodeView root;
    private readonly List<DocumentError> errors = [];
    private readonly PolicyEngineOptions? options;
    private PolicyFields words;

    /// <summary>Reads a test file.</summary>
    /// <param name="path">The file; other files are named relative to it.</param>
    /// <param name="options">What the engine takes from outside besides the policy; null for the defaults.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public PolicyTestFile(string path, PolicyEngineOptions? options = null)
    {
        this.options = options;
        folder = Path.GetDirectoryName(path) ?? "";
        DocumentSet documents = new DocumentReader().Read(RegularFile.ReadText(path), path);
        errors.AddRange(documents.Said());
        root = new NodeView(documents.Documents.Count > 0 ? documents.Documents[0] : null, errors);
        words = new PolicyFields(errors, Rules.RuleCatalog.All);
    }

    /// <summary>Whether the file is a policy test at all.</summary>
    public bool IsPolicyTest => root.Mapping?["kind"] is ScalarNode { Text: "PolicyTest" };

    /// <summary>What is wrong with the file, its policy or its manifests; complete after <see cref="Run(PolicyCoverage?)"/>.</summary>
    public IReadOnlyList<DocumentError> Errors => errors;

    /// <summary>Runs the tests; none where the policy cannot be read.</summary>
    /// <param name="coverage">Takes in which parts of the policy the tests exercise; null where nobody asks.</param>
    public IReadOnlyList<PolicyTestResult> Run(PolicyCoverage? coverage = null)
    {
        words.CheckKeys(root, Keys);
        Policy policy = Policy.Default;
        if (root.Text("policy") is { IsKnown: true } file)
        {
            PolicyReadResult read = new PolicyReader().Load(Path.Combine(folder, file.Value));
            errors.AddRange(read.Errors);
            if (!read.IsValid)
                return [];
            policy = IsOfClusterAlone(read.Policy) ? read.Policy with { Profile = Profile.None } : read.Policy;
        }
        if (words.Word(root.Text("profile"), PolicyWords.Profiles) is { } profile)
            policy = policy with { Profile = profile };
        if (words.Version(root.Text("kubernetesVersion")) is { } version)
            policy = policy with { KubernetesVersion = version };
        words = new PolicyFields(errors, policy.KnownRules);
        var engine = new PolicyEngine(policy, options);
        return [.. root.Views("tests").Items.Where(t => t.IsKnown).Select(t => Run(engine, t.Value, coverage))];
    }

    /// <summary>Whether a file holds policies of the cluster and none of ours: its tests are about those.</summary>
    private static bool IsOfClusterAlone(Policy policy) =>
        policy.Admission.Policies.Count > 0 && policy with { Admission = AdmissionPolicySet.Empty } == Policy.Default;

    private PolicyTestResult Run(PolicyEngine engine, NodeView test, PolicyCoverage? coverage)
    {
        words.CheckKeys(test, TestKeys);
        NodeView expect = test["expect"];
        words.CheckKeys(expect, ExpectKeys);
        var failures = new List<string>();
        Decision decision = Decide(engine, test, failures);
        errors.AddRange(decision.Errors);
        coverage?.Add(root.Text("policy") is { IsKnown: true } file ? Path.Combine(folder, file.Value) : "", engine, decision);
        // A test shows a policy a few resources only: that its other waivers are idle says nothing.
        string[] found = [.. decision.Findings.Where(f => f.IsActive && f.Finding.Rule != WaiverFindings.UnusedWaiver)
            .Select(f => f.Finding.Rule.Id)
            .Distinct()
            .OrderBy(id => id, StringComparer.Ordinal)];
        if (expect.IsMissing)
            failures.Add("The test expects nothing; add 'expect' with 'allowed', 'findings', 'includes' or 'excludes'.");
        if (decision.Resources == 0)
            failures.Add("There is nothing to judge, so there is no verdict.");
        bool hasVerdict = decision.NotEvaluated.Count == 0 || decision.AllowsNotEvaluated;
        if (!hasVerdict)
            failures.Add($"There is no verdict. {decision.NotEvaluated[0].Message}");
        else if (expect.Boolean("allowed") is { IsKnown: true } allowed && allowed.Value != decision.IsAllowed)
            failures.Add($"expected {(allowed.Value ? "allowed" : "denied")}, was {(decision.IsAllowed ? "allowed" : "denied")} (findings: {Join(found)})");
        string[] exact = Ids(expect, "findings");
        if (!expect.Node("findings").IsMissing && !exact.SequenceEqual(found))
            failures.Add($"expected exactly the findings {Join(exact)}, found {Join(found)}");
        foreach (string id in Ids(expect, "includes").Except(found))
            failures.Add($"expected a finding of {id}, found {Join(found)}");
        foreach (string id in Ids(expect, "excludes").Intersect(found))
            failures.Add($"expected no finding of {id}");
        return new PolicyTestResult(test.Text("name").Or("(unnamed)"), test.Location!, failures) { HasVerdict = hasVerdict };
    }

    private Decision Decide(PolicyEngine engine, NodeView test, List<string> failures)
    {
        if (test.Text("manifest") is { IsKnown: true } manifest)
            return engine.Evaluate(manifest.Value, manifest.Location!.File.Path);
        string[] paths = [.. test.TextList("resources").Items.Where(r => r.IsKnown).Select(r => Path.Combine(folder, r.Value))];
        if (paths.Length == 0)
            failures.Add("The test judges nothing; add 'manifest' or 'resources'.");
        Decision[] decisions = [.. engine.Scan([.. paths.Select(f => Source.FromFile(f))])];
        return new Decision("", decisions.Sum(d => d.Resources), [.. decisions.SelectMany(d => d.Findings)], [.. decisions.SelectMany(d => d.Errors)])
        {
            Folded = [.. decisions.SelectMany(d => d.Folded)],
            NotEvaluated = [.. decisions.SelectMany(d => d.NotEvaluated).Distinct()],
            AllowsNotEvaluated = engine.Options.AllowNotEvaluated,
        };
    }

    private string[] Ids(NodeView expect, string key) =>
        [.. expect.TextList(key).Items.Where(i => i.IsKnown)
            .Select(i => words.Rule(i.Value, i.Node!.File, i.Location!.Span)?.Id)
            .OfType<string>().Distinct().OrderBy(id => id, StringComparer.Ordinal)];

    private static string Join(string[] ids) => ids.Length == 0 ? "none" : string.Join(", ", ids);
}
