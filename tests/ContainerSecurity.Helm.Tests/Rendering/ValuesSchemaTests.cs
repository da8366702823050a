using static ContainerSecurity.Helm.Tests.Rendering.ChartBuilder;

namespace ContainerSecurity.Helm.Tests.Rendering;

/// <summary>Values are held against <c>values.schema.json</c>, in Helm's words.</summary>
public class ValuesSchemaTests
{
    private const string Intro = "values don't meet the specifications of the schema(s) in the following chart(s):\nshop:\n";

    [TestCase("{\"required\":[\"b\",\"c\"]}", "- at '': missing properties 'b', 'c'", TestName = "Properties that are missing")]
    [TestCase("{\"properties\":{\"a\":{\"type\":[\"integer\",\"null\"]}}}", "- at '/a': got string, want integer or null", TestName = "A type")]
    [TestCase("{\"properties\":{\"a\":{\"enum\":[\"y\",2]}}}", "- at '/a': value must be one of 'y', 2", TestName = "One of several values")]
    [TestCase("{\"properties\":{\"a\":{\"const\":\"y\"}}}", "- at '/a': value must be 'y'", TestName = "A certain value")]
    [TestCase("{\"properties\":{\"a\":{\"pattern\":\"^y\"}}}", "- at '/a': 'x' does not match pattern '^y'", TestName = "A pattern")]
    [TestCase("{\"properties\":{\"a\":{\"minLength\":2}}}", "- at '/a': minLength: got 1, want 2", TestName = "A length")]
    [TestCase("{\"properties\":{\"m\":{\"maximum\":2}}}", "- at '/m': maximum: got 5, want 2", TestName = "A bound")]
    [TestCase("{\"properties\":{\"a\":{\"anyOf\":[{\"type\":\"object\"},{\"type\":\"array\"}]}}}", "- at '/a': anyOf failed\n  - at '/a': got string, want object\n  - at '/a': got string, want array", TestName = "One of several schemas")]
    [TestCase("{\"oneOf\":[{\"required\":[\"a\"]},{\"required\":[\"m\"]}]}", "- at '': oneOf failed, subschemas 0, 1 matched", TestName = "More than one of several schemas")]
    [TestCase("{\"not\":{\"required\":[\"a\"]}}", "- at '': 'not' failed", TestName = "A schema that must not fit")]
    [TestCase("{\"properties\":{\"a\":{}},\"additionalProperties\":false}", "- at '': additional properties 'm' not allowed", TestName = "Properties that nobody names")]
    [TestCase("{\"definitions\":{\"i\":{\"type\":\"integer\"}},\"properties\":{\"a\":{\"$ref\":\"#/definitions/i\"}}}", "- at '/a': got string, want integer", TestName = "A schema by reference")]
    [TestCase("{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"properties\":{\"m\":{\"minimum\":5,\"exclusiveMinimum\":true}}}", "- at '/m': exclusiveMinimum: got 5, want 5", TestName = "A bound of draft 4")]
    [TestCase("{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"properties\":{\"a\":{\"format\":\"ipv4\"}}}", "- at '/a': 'x' is not valid ipv4", TestName = "A format of draft 7")]
    [TestCase("{\"if\":{\"required\":[\"a\"]},\"then\":{\"required\":[\"z\"]}}", "- at '': missing property 'z'", TestName = "A condition")]
    public void What_does_not_fit_is_said_as_Helm_says_it(string schema, string errors)
    {
        RenderedChart chart = Rendered(schema);

        Assert.Multiple(() =>
        {
            Assert.That(chart.Errors.Select(e => e.Message), Is.EqualTo(new[] { $"{Intro}{errors}\n" }));
            Assert.That(chart.Templates, Is.Empty);
        });
    }

    [TestCase("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"properties\":{\"a\":{\"format\":\"ipv4\"}}}", TestName = "A format binds nobody since draft 2019-09")]
    [TestCase("{\"properties\":{\"m\":{\"type\":\"integer\"}}}", TestName = "A whole number is an integer")]
    [TestCase("{\"properties\":{\"z\":{\"default\":1,\"type\":\"integer\"}}}", TestName = "A default is not filled in")]
    public void What_fits_is_rendered(string schema) => Assert.That(Rendered(schema).Templates, Has.Count.EqualTo(1));

    [TestCase("{\"properties\":{\"a\":{\"$ref\":\"https://example.com/schema.json\"}}}", TestName = "A schema elsewhere")]
    [TestCase("{\"$schema\":\"http://example.com/own\"}", TestName = "A language of one's own")]
    public void What_cannot_be_asked_is_noted(string schema)
    {
        RenderedChart chart = Rendered(schema);

        Assert.Multiple(() =>
        {
            Assert.That(chart.Templates, Has.Count.EqualTo(1));
            Assert.That(chart.Notes.Single().ToString(), Does.StartWith("charts/shop-folder/values.schema.json:1:1: Values are not held against the schema"));
        });
    }

    [Test]
    public void The_value_that_does_not_fit_is_the_place() =>
        Assert.That(Rendered("{\"properties\":{\"m\":{\"maximum\":2}}}").Errors.Single().ToString(), Does.StartWith("charts/shop-folder/values.yaml:2:4: "));

    [Test]
    public void What_is_judged_is_rendered_although_Helm_refuses_it()
    {
        RenderedChart chart = Schema("{\"required\":[\"b\"]}", "a: x\n").RenderOpen();

        Assert.Multiple(() =>
        {
            Assert.That(chart.Templates, Has.Count.EqualTo(1));
            Assert.That(chart.Notes.Single().Message, Does.StartWith("Helm does not install the chart with these values").And.Contain("missing property 'b'"));
        });
    }

    [TestCase("{\"$ref\":\"#\"}", TestName = "A schema that is itself")]
    [TestCase("{\"allOf\":[{\"$ref\":\"#\"}]}", TestName = "A schema that needs itself")]
    [TestCase("{\"$recursiveRef\":\"#\",\"$schema\":\"https://json-schema.org/draft/2019-09/schema\"}", TestName = "A schema that is itself by another word")]
    [TestCase("{\"$dynamicRef\":\"#\",\"allOf\":[{\"$dynamicRef\":\"#\"}]}", TestName = "A schema that needs itself by another word")]
    [TestCase("{\"pattern\":\"(?=x)\"}", TestName = "An expression that Go does not have")]
    [TestCase("{\"type\":\"nothing\"}", TestName = "A type that is none")]
    [TestCase("{", TestName = "A text that is no JSON")]
    public void A_schema_that_cannot_be_used_is_an_error(string schema) =>
        Assert.That(Rendered(schema).Errors.Single().Message, Does.Contain("values.schema.json cannot be used"));

    [Test]
    public void A_schema_that_doubles_at_each_step_ends()
    {
        IEnumerable<string> steps = Enumerable.Range(0, 40).Select(i => $"\"a{i}\":{{\"allOf\":[{{\"$ref\":\"#/$defs/a{i + 1}\"}},{{\"$ref\":\"#/$defs/a{i + 1}\"}}]}}");
        RenderedChart chart = Rendered($"{{\"$ref\":\"#/$defs/a0\",\"$defs\":{{{string.Join(',', steps)},\"a40\":true}}}}");

        Assert.That(chart.Errors.Single().Message, Does.Contain("steps"));
    }

    [Test]
    public void A_pattern_that_goes_back_for_ever_elsewhere_is_answered()
    {
        string text = new string('a', 50_000) + "b";

        Assert.That(
            Schema("{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}},\"patternProperties\":{\"^(a+)+$\":{}}}", $"a: {text}\n{text.Substring(40_000)}: 1\n").Render().Errors,
            Has.Count.EqualTo(1));
    }

    private static RenderedChart Rendered(string schema) => Schema(schema, "a: x\nm: 5\n").Render();

    private static ChartSource Schema(string schema, string values) =>
        Chart(("values.schema.json", schema), ("values.yaml", values), ("templates/t.yaml", "kind: Pod"));
}
