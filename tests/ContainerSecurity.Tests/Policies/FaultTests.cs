using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Policies;

/// <summary>A rule, a source or a report that fails is an error with a name, nothing is allowed for it, and all others are judged.</summary>
public class FaultTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    image: a:1\n    securityContext: {privileged: true}\n";
    private static readonly Policy Failing = Policy.Create().UseProfile(Profile.None).Rule("CSEC2001").AddRule(new FailingRule()).Build();

    [Test]
    public void Finding_at_an_image_without_a_place_of_its_own_points_at_the_image()
    {
        Image image = ImageDescription.Read("layers:\n- files: {etc/os-release: \"ID=debian\\nVERSION_ID=\\\"10\\\"\\n\"}\n");

        Decision decision = new PolicyEngine().Evaluate(image);

        PolicyFinding found = decision.Findings.Single(f => f.Finding.Rule.Id == "CSEC1006");
        Assert.That(found.Finding.Location.File.Path, Is.EqualTo("web.tar"));
        Assert.That(decision.Errors, Is.Empty);
    }

    [Test]
    public void Finding_cannot_be_made_without_a_place() =>
        Assert.That(
            () => new Finding(
                new RuleDescriptor("A1", "a", Severity.Low, "a", "a"),
                Severity.Low,
                "a",
                new ResourceIdentity("", "", null, ""),
                null,
                null!),
            Throws.ArgumentNullException);

    [TestCase("FROM a:1\n", "Dockerfile")]
    [TestCase("services: {web: {image: a:1}}\n", "compose.yaml")]
    [TestCase("""[{"Config":{"Image":"web:1"},"HostConfig":{}}]""", "inspect.json")]
    [TestCase("apiVersion: v1\nkind: Pod\nmetadata: {generateName: web-}\n", "pod.yaml")]
    public void Every_resource_has_a_place(string text, string path)
    {
        Decision decision = new PolicyEngine(Policy.Create().UseProfile(Profile.None).AddRule(new PointingRule()).Build()).Evaluate(text, path);

        Assert.That(decision.Findings.Select(f => f.Finding.Location.File.Path), Is.Not.Empty.And.All.EqualTo(path));
        Assert.That(decision.Errors, Is.Empty);
    }

    [Test]
    public void Rule_that_throws_is_an_error_that_names_it_and_the_others_judge()
    {
        Decision decision = new PolicyEngine(Failing).Evaluate(Pod, "pod.yaml");

        DocumentError fault = decision.Errors.Single();
        Assert.That(fault, Has.Property("IsFault").True.And.Property("Rule").EqualTo("ACME0001").And.Property("File").EqualTo("pod.yaml"));
        Assert.That(fault.Message, Does.Contain("ACME0001").And.Contain("Pod web").And.Contain("InvalidOperationException"));
        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.EquivalentTo(new[] { "ACME0001", "CSEC2001" }));
        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.Reason, Does.Contain("fault").And.Contain("ACME0001"));
    }

    [Test]
    public void Rule_that_throws_denies_where_nothing_else_does() =>
        Assert.That(
            new PolicyEngine(Policy.Create()
                .UseProfile(Profile.None)
                .AddRule(new FailingRule())
                .Enforce(Enforcement.Warn)
                .Build()).Evaluate(Pod, "pod.yaml").IsAllowed,
            Is.False);

    [Test]
    public void Fault_of_a_rule_does_not_quote_what_it_judged()
    {
        string secret = SyntheticSecrets.In("{a GitHub token}");

        Decision decision = new PolicyEngine(Failing).Evaluate(
            Pod.Replace("name: web", $"name: web, annotations: {{key: {secret}}}", StringComparison.Ordinal), "pod.yaml");

        Assert.That(decision.Errors.Single().Message, Does.Not.Contain(secret).And.Not.Contain("broke at"));
    }

    [Test]
    public void Rule_may_be_cancelled()
    {
        Policy policy = Policy.Create().UseProfile(Profile.None).AddRule(new FailingRule(new OperationCanceledException())).Build();

        Assert.That(() => new PolicyEngine(policy).Evaluate(Pod, "pod.yaml"), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(1)]
    [TestCase(4)]
    public void Source_that_throws_takes_no_others_report(int parallelism)
    {
        Source[] sources =
        [
            Source.FromResources("broken.tar", () => throw new InvalidOperationException("no layers")),
            new Source("closed.yaml", () => throw new TimeoutException("the store is gone")),
            Source.FromResources("cancelled.tar", () => throw new TaskCanceledException()),
            Source.FromResources("nothing.tar", () => [null!]),
            .. Enumerable.Range(0, 20).Select(i => Source.FromText($"pod{i:00}.yaml", Pod)),
        ];
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build(), new PolicyEngineOptions { Parallelism = parallelism });

        Decision[] decisions = [.. engine.Scan(sources)];

        Assert.That(decisions.Take(4).Select(d => d.Errors.Single()), Has.All.Property("IsFault").True);
        Assert.That(decisions.Take(4).Select(d => d.Errors[0].File), Is.EqualTo(sources.Take(4).Select(s => s.Name)));
        Assert.That(decisions[1].Errors[0].Message, Does.Contain("the store is gone"));
        Assert.That(decisions.Skip(4).Take(20).Select(d => d.Findings.Count(f => f.Finding.Rule.Id == "CSEC2001")), Has.All.EqualTo(1));
    }

    [Test]
    public void File_that_cannot_be_opened_is_an_input_error_and_no_fault()
    {
        Decision decision = new PolicyEngine().Scan([new Source("gone.yaml", () => throw new FileNotFoundException("gone"))]).Single();

        Assert.That(decision.Errors.Single().IsFault, Is.False);
        Assert.That(decision.IsAllowed, Is.False);
    }

    [TestCase(ReportFormat.Text)]
    [TestCase(ReportFormat.Json)]
    [TestCase(ReportFormat.Sarif)]
    [TestCase(ReportFormat.Junit)]
    [TestCase(ReportFormat.GitHub)]
    [TestCase(ReportFormat.Markdown)]
    public void Decision_that_cannot_be_written_leaves_the_report_whole(ReportFormat format)
    {
        var engine = new PolicyEngine(Failing);
        Decision good = engine.Evaluate(Pod, "good.yaml");
        Decision bad = good with { Source = "bad.yaml", Findings = new BrokenList<PolicyFinding>(good.Findings) };
        using var output = new StringWriter();
        using ReportWriter report = ReportWriter.Create(format, output, new ReportOptions("1.0.0"));
        report.Begin(engine.Rules);
        report.Write(bad);
        report.Write(good);
        report.End();
        report.Dispose();

        Assert.That(report.Summary.Faults, Is.GreaterThanOrEqualTo(2));
        Assert.That(output.ToString(), Does.Contain("bad.yaml").And.Contain("CSEC2001"));
        if (format is ReportFormat.Json or ReportFormat.Sarif)
            Assert.That(() => System.Text.Json.JsonDocument.Parse(output.ToString()).Dispose(), Throws.Nothing);
        if (format == ReportFormat.Junit)
            Assert.That(() => System.Xml.Linq.XDocument.Parse(output.ToString()), Throws.Nothing);
    }

    [Test]
    public void Json_names_the_rule_of_a_fault()
    {
        var engine = new PolicyEngine(Failing);
        using var output = new StringWriter();
        using ReportWriter report = ReportWriter.Create(ReportFormat.Json, output, new ReportOptions("1.0.0"));
        report.Begin(engine.Rules);
        report.Write(engine.Evaluate(Pod, "pod.yaml"));
        report.End();
        using var json = System.Text.Json.JsonDocument.Parse(output.ToString());

        System.Text.Json.JsonElement error = json.RootElement.GetProperty("errors").EnumerateArray().Single();
        Assert.That(error.GetProperty("rule").GetString(), Is.EqualTo("ACME0001"));
        Assert.That(error.GetProperty("fault").GetBoolean());
    }

    private sealed class FailingRule(Exception? exception = null) : Rule(new("ACME0001", "failing", Severity.Low, "Fails", "Mend it.")), IJudges<Resource>
    {
        public void Judge(Resource resource, RuleContext context)
        {
            context.Report(resource, "found before it fails");
            throw exception ?? new InvalidOperationException($"broke at {resource.Node.File.Text}");
        }
    }

    private sealed class PointingRule() : Rule(new("ACME0002", "pointing", Severity.Low, "Points", "Nothing.")), IJudges<Resource>
    {
        public void Judge(Resource resource, RuleContext context) => context.Report(resource, "here");
    }

    /// <summary>A list that can be counted, and breaks where it is written out.</summary>
    private sealed class BrokenList<T>(IReadOnlyList<T> items) : IReadOnlyList<T>
    {
        private int looks;

        public int Count => items.Count;

        public T this[int index] => items[index];

        public IEnumerator<T> GetEnumerator()
        {
            bool isWhole = looks++ == 0;
            foreach (T item in items)
                yield return item;
            if (!isWhole)
                throw new InvalidOperationException("the list broke");
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
