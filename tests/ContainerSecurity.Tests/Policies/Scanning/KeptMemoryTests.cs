using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies.Scanning;

/// <summary>What a scan keeps until the last source has been read: facts of what is compared, and never more documents than a bound.</summary>
[NonParallelizable]
public class KeptMemoryTests
{
    private const int Count = 4_000;

    private static readonly Policy Comparing = Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build();

    [Test]
    public void Scan_keeps_less_than_a_kilobyte_of_a_resource_whatever_its_document_holds()
    {
        long kept = KeptBytes(Comparing, out ScanPass pass);

        Assert.That(kept / Count, Is.LessThanOrEqualTo(1024));
        Assert.That(pass.Kept.BySource.Count, Is.EqualTo(Count));
        Assert.That(pass.Kept.BySource.SelectMany(s => s.Resources), Has.All.Property("Whole").Null);
    }

    [Test]
    public void Scan_keeps_nothing_where_no_rule_compares()
    {
        long kept = KeptBytes(Policy.Create().UseProfile(Profile.Baseline).Build(), out ScanPass pass);

        Assert.That(pass.Kept.IsEmpty);
        Assert.That(kept / Count, Is.LessThanOrEqualTo(16));
    }

    [Test]
    public void Scan_keeps_nothing_where_the_set_is_given()
    {
        var pass = new ScanPass(new PolicyEngine(Comparing), new ResourceSet([], isComplete: true), CancellationToken.None);

        _ = pass.Add(pass.Judge(Manifest(0)));

        Assert.That(pass.Kept.IsEmpty);
    }

    [Test]
    public void Rule_that_names_no_fields_sees_whole_resources_up_to_a_bound_and_beyond_it_is_not_evaluated()
    {
        Policy policy = Policy.Create().UseProfile(Profile.None).AddRule(new LooksAtImages()).Build();
        string filling = new('x', KeptResources.MaxText / 4);
        IEnumerable<Source> sources = Enumerable.Range(0, 6).Select(i =>
            Source.FromText(
                $"pod{i}.yaml",
                $"# {filling}\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{i}}}\nspec: {{containers: [{{name: a, image: b}}]}}\n"))
            .Append(Source.FromText("sa.yaml", "{apiVersion: v1, kind: ServiceAccount, metadata: {name: a}}"));

        Decision[] decisions = [.. new PolicyEngine(policy, new PolicyEngineOptions { Parallelism = 1 }).Scan(sources)];

        Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Resource.Name), Is.EqualTo(new[] { "p0", "p1", "p2" }));
        Assert.That(
            decisions.SelectMany(d => d.NotEvaluated).Select(n => (n.Rule, n.Resource!.Name)),
            Is.EqualTo(new[] { ("ACME0009", "p3"), ("ACME0009", "p4"), ("ACME0009", "p5") }));
        Assert.That(decisions.Where(d => d.NotEvaluated.Count > 0).Select(d => d.IsAllowed), Has.All.False);
    }

    [Test]
    public void Rule_that_names_its_fields_sees_them_in_facts_and_others_are_unknown()
    {
        var rule = new LooksAtFields();
        Policy policy = Policy.Create().UseProfile(Profile.None).AddRule(rule).Build();

        Decision[] decisions = [.. new PolicyEngine(policy).Scan([Source.FromText(
            "a.yaml",
            "{apiVersion: example.com/v1, kind: Shop, metadata: {name: a}, spec: {tier: {name: gold}, other: 1}}")])];

        Assert.That(decisions.SelectMany(d => d.Findings).Single().Finding.Message, Is.EqualTo("gold False True False"));
    }

    [Test]
    public void Object_with_too_many_facts_is_judged_whole()
    {
        string labels = string.Join(", ", Enumerable.Range(0, 200).Select(i => $"label{i}: value{i}"));
        Policy policy = Policy.Create().UseProfile(Profile.None).WithCompleteSet().Rule("CSEC5023").Build();

        Decision[] decisions = [.. new PolicyEngine(policy).Scan([Source.FromText(
            "a.yaml",
            $"{{apiVersion: v1, kind: Pod, metadata: {{name: a, labels: {{{labels}}}}}, spec: {{serviceAccountName: gone, containers: [{{name: a, image: b}}]}}}}")])];

        Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC5023" }));
    }

    /// <summary>What lives on after many sources have been judged, counted by the garbage collector.</summary>
    private static long KeptBytes(Policy policy, out ScanPass pass)
    {
        var engine = new PolicyEngine(policy);
        var warm = new ScanPass(engine, null, CancellationToken.None);
        for (int i = 0; i < 10; i++)
            _ = warm.Add(warm.Judge(Manifest(i)));
        pass = new ScanPass(engine, null, CancellationToken.None);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Count; i++)
            _ = pass.Add(pass.Judge(Manifest(i)));
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(warm);
        return kept;
    }

    private static Source Manifest(int number)
    {
        var text = new StringBuilder($"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web-{number}\n  namespace: shop-{number % 50}\n  labels: {{app.kubernetes.io/name: web, app.kubernetes.io/instance: web-{number}, team: shop}}\nspec:\n  replicas: 3\n  template:\n    metadata:\n      labels: {{app.kubernetes.io/name: web, app.kubernetes.io/instance: web-{number}}}\n    spec:\n      serviceAccountName: web-{number}\n      containers:\n      - name: app\n        image: registry.example.com/web:1\n        env:\n");
        for (int i = 0; i < 100; i++)
            text.Append($"        - {{name: SETTING_{i}, value: 'some value of setting {i}'}}\n");
        return Source.FromText($"shop/web-{number}.yaml", text.ToString());
    }

    private sealed class LooksAtImages() : Rule(new(
        "ACME0009",
        "looks-at-images",
        Severity.High,
        "Looks",
        "Nothing.")
    { ComparedKinds = ["ServiceAccount"] }), IJudges<Container>
    {
        public void Judge(Container subject, RuleContext context)
        {
            if (subject.View.Text("image").Is("b") && context.Set.OfKind("ServiceAccount").Count == 1)
                context.Report(subject, "found");
        }
    }

    private sealed class LooksAtFields() : Rule(new(
        "ACME0010",
        "looks-at-fields",
        Severity.High,
        "Looks",
        "Nothing.")
    { ComparedKinds = ["Shop"], FactFields = ["spec.tier"] }), IJudges<KubernetesResource>
    {
        public void Judge(KubernetesResource subject, RuleContext context)
        {
            Field<long> other = subject.Spec.Integer("other");
            context.Report(subject, $"{context.Set.OfKind("Shop").Single().Spec["tier"].Text("name")} {other.IsKnown} {other.IsUnknown} {other.IsMissing}");
        }
    }
}
