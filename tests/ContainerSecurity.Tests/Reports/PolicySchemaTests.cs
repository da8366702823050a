using System.Text.Json;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Reports;

/// <summary>
/// The schema of policy files has the words of the reader. That it takes right policies and refuses wrong ones is held
/// in ContainerSecurity.Conformance.
/// </summary>
public class PolicySchemaTests
{
    private static string Schema(params Rule[] rules)
    {
        using var output = new StringWriter();
        PolicySchema.Write(output, rules);
        return output.ToString();
    }

    [Test]
    public void Published_schema_is_what_the_rules_say() =>
        Assert.That(
            Schema(),
            Is.EqualTo(File.ReadAllText(Repository.File("docs", "policy.schema.json"))),
            "Write it again: csec policy schema --output docs/policy.schema.json");

    [Test]
    public void Schema_has_the_keys_of_the_reader()
    {
        using var schema = JsonDocument.Parse(Schema());
        JsonElement root = schema.RootElement, definitions = root.GetProperty("definitions"), secrets = root.GetProperty("properties").GetProperty("secrets");

        Assert.Multiple(() =>
        {
            Assert.That(Keys(root), Is.EquivalentTo(PolicyReader.Keys));
            Assert.That(Keys(definitions.GetProperty("rule").GetProperty("anyOf")[2]), Is.EquivalentTo(PolicyFields.SettingKeys));
            Assert.That(Keys(definitions.GetProperty("selector")), Is.EquivalentTo(PolicyFields.SelectorKeys));
            Assert.That(Keys(definitions.GetProperty("waiver")), Is.EquivalentTo(PolicyFields.WaiverKeys));
            Assert.That(Keys(secrets), Is.EquivalentTo(SecretSettingsReader.Keys));
            Assert.That(Keys(secrets.GetProperty("properties").GetProperty("allow")), Is.EquivalentTo(SecretSettingsReader.AllowKeys));
            JsonElement approvals = root.GetProperty("properties").GetProperty("approvals");
            Assert.That(Keys(approvals), Is.EquivalentTo(ApprovalSettingsReader.Keys));
            Assert.That(Keys(approvals.GetProperty("properties").GetProperty("approvers").GetProperty("items")),
                Is.EquivalentTo(ApprovalSettingsReader.ApproverKeys));
            Assert.That(
                Keys(secrets.GetProperty("properties").GetProperty("patterns").GetProperty("items")),
                Is.EquivalentTo(SecretSettingsReader.PatternKeys));
            Assert.That(
                Keys(root.GetProperty("properties").GetProperty("parameters")),
                Is.EquivalentTo(RuleCatalog.All.SelectMany(r => r.Descriptor.Parameters).Select(p => p.Name).Distinct()));
            Assert.That(
                Keys(root.GetProperty("properties").GetProperty("rules")),
                Is.EquivalentTo(RuleCatalog.All.SelectMany(r => new[] { r.Descriptor.Id, r.Descriptor.Slug })));
        });
    }

    [Test]
    public void Schema_has_the_parameters_of_rules_of_ones_own()
    {
        using var schema = JsonDocument.Parse(Schema(new Team()));
        JsonElement parameter = schema.RootElement.GetProperty("definitions")
            .GetProperty("ACME0001")
            .GetProperty("anyOf")[2]
            .GetProperty("properties")
            .GetProperty("parameters")
            .GetProperty("properties")
            .GetProperty("size");

        Assert.That(parameter.GetProperty("description").GetString(), Is.EqualTo("How large. It takes a whole number from 1 to 10; the default is 5."));
        Assert.That(parameter.GetProperty("maximum").GetInt32(), Is.EqualTo(10));
        Assert.That(Keys(schema.RootElement.GetProperty("properties").GetProperty("parameters")), Has.Member("size"));
    }

    private static IEnumerable<string> Keys(JsonElement schema) => [.. schema.GetProperty("properties").EnumerateObject().Select(p => p.Name)];

    private sealed class Team() : Rule(new(
        "ACME0001",
        "team",
        Severity.Low,
        "Is of a size",
        "Change it.")
    { Parameters = [RuleParameter.Integer("size", "How large.", 1, 10, 5)] }), IJudges<Workload>
    {
        public void Judge(Workload resource, RuleContext context)
        {
        }
    }
}
