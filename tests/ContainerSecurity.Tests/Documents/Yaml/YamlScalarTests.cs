using System.Globalization;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents.Yaml;

/// <summary>What scalars mean to the API server, as values and as keys.</summary>
public class YamlScalarTests
{
    [TestCase("~", "null")]
    [TestCase("nUll", "'nUll'")]
    [TestCase("on", "true")]
    [TestCase("oN", "'oN'")]
    [TestCase("1__0", "10")]
    [TestCase("0x_F", "15")]
    [TestCase("0_x1", "1")]
    [TestCase("+_1", "1")]
    [TestCase("-010", "-8")]
    [TestCase("08", "8")]
    [TestCase("0o17", "15")]
    [TestCase("0B11", "3")]
    [TestCase("1.", "1")]
    [TestCase("1.e1", "10")]
    [TestCase("1e5_0", "1E+50")]
    [TestCase("1e400", "'1e400'")]
    [TestCase("1e-400", "0")]
    [TestCase(".5_0", "0.5")]
    [TestCase("._5", "'._5'")]
    [TestCase(".e1", "'.e1'")]
    [TestCase("0b12", "'0b12'")]
    [TestCase("0o8", "'0o8'")]
    [TestCase("0x", "'0x'")]
    [TestCase("1:30", "'1:30'")]
    [TestCase("_1", "'_1'")]
    [TestCase("+", "'+'")]
    [TestCase("1,000", "'1,000'")]
    [TestCase("NaN", "'NaN'")]
    [TestCase("2001-01-01", "'2001-01-01'")]
    [TestCase("18446744073709551616", "1.8446744073709552E+19")]
    [TestCase("0x1FFFFFFFFFFFFFFFF", "'0x1FFFFFFFFFFFFFFFF'")]
    [TestCase("'1'", "'1'")]
    [TestCase("!!int \"0x10\"", "16")]
    [TestCase("!!bool 'y'", "true")]
    [TestCase("!!float \"1_0\"", "10")]
    [TestCase("!!str ~", "'~'")]
    [TestCase("! 1", "'1'")]
    [TestCase("!foo true", "'true'")]
    [TestCase("!foo", "''")]
    [TestCase("!!Int 1", "'1'")]
    [TestCase("!!binary aGk=", "'hi'")]
    [TestCase("!!null ''", "null")]
    public void Value(string written, string expected)
    {
        DocumentSet set = new DocumentReader().Read($"v: {written}\n", "x.yaml");

        Assert.That(set.Errors, Is.Empty);
        Assert.That(Describe(DocumentValue.Of(((MappingNode)set.Documents[0])["v"])), Is.EqualTo(expected));
    }

    [TestCase("!!int 1.5")]
    [TestCase("!!int '08'")]
    [TestCase("!!int ''")]
    [TestCase("!!bool 1")]
    [TestCase("!!null x")]
    [TestCase("!!float 18446744073709551615")]
    [TestCase("!!int |\n  1\n")]
    [TestCase("!!timestamp x")]
    [TestCase("!!binary 'a b'")]
    [TestCase(".inf")]
    [TestCase("-.INF")]
    [TestCase(".NaN")]
    [TestCase("!!float '.inf'")]
    public void Value_that_a_cluster_refuses_is_an_error(string written) =>
        Assert.That(new DocumentReader().Read($"v: {written}\n", "x.yaml").Errors.Single().Span.Line, Is.EqualTo(1));

    [TestCase("y", "true")]
    [TestCase("Off", "false")]
    [TestCase("01", "1")]
    [TestCase("0x1", "1")]
    [TestCase("-0", "0")]
    [TestCase("1.0", "1")]
    [TestCase("1.5", "1.5")]
    [TestCase("3.14159265358979", "3.1415927")]
    [TestCase("16777217.5", "1.6777218e+07")]
    [TestCase("-0.0", "-0")]
    [TestCase(".nan", ".nan")]
    [TestCase("-.inf", "-.inf")]
    [TestCase("1e300", ".inf")]
    [TestCase("0.00001", "1e-05")]
    [TestCase("123456.5", "123456.5")]
    [TestCase("'y'", "y")]
    [TestCase("!!str y", "y")]
    [TestCase("!!int '0x10'", "16")]
    [TestCase("!!binary aGk=", "hi")]
    [TestCase("yes please", "yes please")]
    [TestCase("2001-01-01", "2001-01-01")]
    public void Key(string written, string expected)
    {
        DocumentSet set = new DocumentReader().Read($"{written}: v\n", "x.yaml");

        Assert.That(set.Errors, Is.Empty);
        Assert.That(((MappingNode)set.Documents[0]).Entries[0].Key, Is.EqualTo(expected));
    }

    [TestCase("~")]
    [TestCase("null")]
    [TestCase("9223372036854775808")]
    public void Key_that_a_cluster_refuses_is_an_error(string written) =>
        Assert.That(new DocumentReader().Read($"{written}: v\n", "x.yaml").Errors.Single().Message, Does.Contain("refuses"));

    [TestCase("1: a\n'1': b")]
    [TestCase("true: a\nyes: b")]
    [TestCase("1: a\n1.0: b")]
    public void Keys_that_become_one_are_given_twice(string yaml) =>
        Assert.That(new DocumentReader().Read(yaml, "x.yaml").Errors.Single().Message, Does.Contain("already given"));

    [Test]
    public void Keys_of_compose_files_stay_what_they_are()
    {
        DocumentSet set = new DocumentReader { Use = ContainerSecurity.Documents.Yaml.YamlUse.Compose }.Read("on: 1\n01: 2\n", "compose.yaml");

        Assert.That(((MappingNode)set.Documents[0]).Entries.Select(e => e.Key), Is.EqualTo(new[] { "on", "01" }));
    }

    private static string Describe(CelValue value) => value.Kind switch
    {
        CelKind.Null => "null",
        CelKind.Bool => value.AsBool() ? "true" : "false",
        CelKind.Int => value.AsInt().ToString(CultureInfo.InvariantCulture),
        CelKind.Double => value.AsDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => $"'{value.AsString()}'",
    };
}
