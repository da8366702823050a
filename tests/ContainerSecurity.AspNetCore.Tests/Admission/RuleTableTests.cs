using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ContainerSecurity.AspNetCore.Admission;
using ContainerSecurity.AspNetCore.Admission.Judging;
using ContainerSecurity.AspNetCore.Admission.Reviews;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Tests;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>One finding list for one object, from a file and at the door, over every rule that judges Kubernetes objects.</summary>
[TestFixture]
public class RuleTableTests
{
    [TestCaseSource(typeof(RuleExample), nameof(RuleExample.All))]
    public async Task Objects_at_the_door_have_the_findings_of_their_text(RuleExample rule)
    {
        var engine = new PolicyEngine(rule.Policy.Extend().WithCompleteSet(false).Build(), new PolicyEngineOptions { DenyFrom = Severity.Info });
        var judge = new ReviewJudge(new AdmissionWebhookOptions());
        foreach (DocumentNode document in new DocumentReader().Read(rule.Yaml, "example.yaml").Documents)
        {
            JsonObject @object = ToJson(document)!.AsObject();
            byte[] review = Encoding.UTF8.GetBytes(Review.Of("CREATE", @object, null));

            ReviewVerdict verdict = await judge.JudgeAsync(AdmissionReview.Read(review, review.Length), engine, default);
            Decision decision = engine.Evaluate(@object.ToJsonString(), "review.json");

            Assert.That(verdict.Denying.Select(Line).Order(StringComparer.Ordinal), Is.EqualTo(decision.Denying.Select(Line).Order(StringComparer.Ordinal)));
            Assert.That(verdict.IsAllowed, Is.EqualTo(decision.IsAllowed));
        }
    }

    private static string Line(PolicyFinding f) =>
        $"{f.Finding.Rule.Id} {f.Severity} {f.Finding.Resource} [{f.Finding.Container}] {f.Finding.Location.Path}: {f.Finding.Message} {f.Finding.Remediation}";

    private static JsonNode? ToJson(DocumentNode node) => node switch
    {
        MappingNode mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, ToJson(e.Value)))),
        SequenceNode list => new JsonArray([.. list.Items.Select(ToJson)]),
        ScalarNode { IsNull: true } => null,
        ScalarNode scalar when scalar.TryBoolean(out bool value) => JsonValue.Create(value),
        ScalarNode { Style: ScalarStyle.Plain } scalar when long.TryParse(scalar.Text, CultureInfo.InvariantCulture, out long number) =>
            JsonValue.Create(number),
        ScalarNode scalar => JsonValue.Create(scalar.Text),
        _ => null,
    };
}
