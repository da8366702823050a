using System.Text;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies;

/// <summary>The calls that a program which embeds the engine looks for first.</summary>
public sealed class EmbeddingTests
{
    private const string Bad = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  containers:\n    - name: app\n"
        + "      image: a.example/web:1.2\n      securityContext:\n        privileged: true\n";

    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.Baseline).Build());

    [Test]
    public async Task A_file_a_stream_and_a_text_get_the_same_decision()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "pod.yaml");
        await File.WriteAllTextAsync(file, Bad);
        string expected = Engine.Evaluate(Bad, file).ToString();
        Assert.That(expected, Does.Contain("CSEC2001"));
        Assert.That(Engine.EvaluateFile(file).ToString(), Is.EqualTo(expected));
        Assert.That((await Engine.EvaluateFileAsync(file)).ToString(), Is.EqualTo(expected));
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Bad));
        Assert.That((await Engine.EvaluateStreamAsync(stream, file)).ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void A_file_that_is_not_there_is_an_error_of_the_decision_and_no_exception()
    {
        Decision decision = Engine.EvaluateFile(Path.Combine(Directory.CreateTempSubdirectory().FullName, "none.yaml"));
        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_cancelled_evaluation_throws() =>
        Assert.That(
            async () => await Engine.EvaluateFileAsync("pod.yaml", new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void A_policy_is_read_from_text_and_stream()
    {
        const string Text = "kind: Policy\nmetadata: {name: house}\nprofile: restricted\n";
        using var stream = new MemoryStream([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)]);
        Assert.That(new PolicyReader().Read(Text, "p.yaml").Policy.Name, Is.EqualTo("house"));
        Assert.That(new PolicyReader().Read(stream, "p.yaml").Policy.Profile, Is.EqualTo(Profile.Restricted));
        Assert.That(new PolicyReader().Read("kind: Policy\nprofil: x\n", "p.yaml").Errors[0].ToString(), Does.StartWith("p.yaml:2:1:"));
        Assert.That(new PolicyReader().Read("extends: p.yaml\nkind: Policy\n", "p.yaml").Errors[0].Message, Does.Contain("extends itself"));
    }

    [Test]
    public void The_clock_may_be_a_time_provider()
    {
        var options = new PolicyEngineOptions { TimeProvider = new Frozen() };
        Assert.That(options.Clock(), Is.EqualTo(new Frozen().GetUtcNow()));
    }

    [Test]
    public void A_denial_is_thrown_with_the_findings_as_a_person_reads_them()
    {
        Decision decision = Engine.Evaluate(Bad, "pod.yaml");
        Assert.That(decision.EnsureAllowed, Throws.InstanceOf<NotAllowedException>().With.Property("Decision").SameAs(decision)
            .And.Message.Contains("pod.yaml: Not allowed: 1 denied.\n  pod.yaml:9:9: CSEC2001 privileged-container (critical): "));
        Decision allowed = Engine.Evaluate(Bad.Replace("true", "false", StringComparison.Ordinal), "pod.yaml");
        Assert.That(allowed.EnsureAllowed(), Is.SameAs(allowed));
        Assert.That(allowed.ToString(), Is.EqualTo("pod.yaml: Allowed: nothing denies."));
    }

    [Test]
    public void What_could_not_be_read_is_in_the_exception_too() =>
        Assert.That(Engine.Evaluate("kind: [", "pod.yaml").EnsureAllowed, Throws.InstanceOf<NotAllowedException>().With.Message.Contains("could not be read"));

    [Test]
    public void A_denial_of_very_many_things_is_cut() =>
        Assert.That(
            Engine.Evaluate(string.Concat(Enumerable.Repeat(Bad + "---\n", 200)), "pod.yaml").ToString(),
            Does.Contain("200 denied").And.Contain("… and 150 more"));

    [Test]
    public void A_resource_that_is_null_is_refused_by_its_index() =>
        Assert.That(() => Engine.Evaluate([null!]), Throws.ArgumentException.With.Message.Contains("index 0"));

    [Test]
    public void Lists_that_are_changed_later_change_no_selector_and_no_policy()
    {
        List<string> kinds = ["Pod"];
        List<Waiver> waivers = [];
        var selector = new ResourceSelector { Kinds = kinds, Labels = new Dictionary<string, string> { ["a"] = "b" } };
        Policy policy = Policy.Default with { Waivers = waivers };
        kinds.Add("Job");
        waivers.Add(new Waiver { Rules = ["*"], Reason = "all" });
        Assert.That(selector.Kinds, Is.EqualTo(new[] { "Pod" }));
        Assert.That(policy.Waivers, Is.Empty);
    }

    [TestCase(ReportFormat.Text)]
    [TestCase(ReportFormat.Json)]
    [TestCase(ReportFormat.Sarif)]
    [TestCase(ReportFormat.Junit)]
    [TestCase(ReportFormat.Markdown)]
    [TestCase(ReportFormat.Html)]
    public void A_report_is_written_in_one_call(ReportFormat format)
    {
        using var output = new MemoryStream();
        ReportSummary summary = ReportWriter.Write([Engine.Evaluate(Bad, "pod.yaml")], output, format);
        Assert.That(summary.Of(Severity.Critical), Is.EqualTo(1));
        Assert.That(output.CanRead, Is.True);
        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Does.Contain("CSEC2001"));
    }

    [TestCase(ReportFormat.Json)]
    [TestCase(ReportFormat.Sarif)]
    [TestCase(ReportFormat.Junit)]
    public void A_report_names_the_program_that_writes_it(ReportFormat format)
    {
        using var output = new MemoryStream();
        ReportWriter.Write([Engine.Evaluate(Bad, "pod.yaml")], output, format, new ReportOptions("4.2") { ToolName = "gate & co" });
        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Does.Contain("gate").And.Contain(" co\"").And.Not.Contain("\"csec\""));
    }

    private sealed class Frozen : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2027, 1, 31, 0, 0, 0, TimeSpan.Zero);
    }
}
