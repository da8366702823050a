using ContainerSecurity.Cel.Kubernetes;

namespace ContainerSecurity.Cel.Tests;

/// <summary>What functions give in an API server where that is not what the language's specification says, or needs Go's own library.</summary>
public class KubernetesFunctionTests
{
    private static readonly CelEnvironment Newest = KubernetesEnvironment.CreateForAdmission();

    private static CelValue Evaluate(string expression, CelEnvironment? environment = null)
    {
        CelCompilation compilation = (environment ?? Newest).Compile(expression);
        Assert.That(compilation.Issues.Select(i => i.Message), Is.Empty);
        return compilation.Program.Evaluate(new CelBindings { ["object"] = CelValue.Null }).Value;
    }

    // Doubles and durations as text
    [TestCase("string(1000000.0)", "1e+06")]
    [TestCase("string(999999.0)", "999999")]
    [TestCase("string(123456789.5)", "1.234567895e+08")]
    [TestCase("string(-1e20)", "-1e+20")]
    [TestCase("string(0.00001)", "1e-05")]
    [TestCase("string(double('1_000'))", "1000")]
    [TestCase("string(double('0x1.8p1'))", "3")]
    [TestCase("string(duration('9223372036854775807ns'))", "9223372036.854776s")]
    // Times
    [TestCase("string(timestamp('2025-01-01T00:00:00-05:00'))", "2025-01-01T00:00:00-05:00")]
    [TestCase("string(timestamp('2025-01-01T00:00:00-05:00') + duration('1h'))", "2025-01-01T01:00:00-05:00")]
    [TestCase("string(timestamp('2025-01-01T1:00:00Z'))", "2025-01-01T01:00:00Z")]
    [TestCase("string(timestamp('9999-12-31T23:59:59Z').getHours('+02:30'))", "2")]
    [TestCase("string(timestamp('9999-12-31T23:59:59Z').getFullYear('+02:30'))", "10000")]
    [TestCase("string(timestamp('2025-07-01T12:00:00Z').getHours('+25:00'))", "13")]
    [TestCase("string(timestamp('2025-07-01T12:00:00Z').getHours('Local'))", "12")]
    // Formats
    [TestCase("'%s'.format([dyn({'b': [true, 1.5], 'a': 'x'})])", "{\"a\":\"x\", \"b\":[true, 1.500000]}")]
    [TestCase(
        "'%s'.format([dyn([timestamp('2025-01-01T00:00:00Z'), duration('90s'), b'x', null])])",
        "[timestamp(\"2025-01-01T00:00:00Z\"), duration(\"90s\"), b\"x\", null]")]
    [TestCase("'%f'.format([1234567.5])", "1,234,567.500000")]
    [TestCase("'%.1f'.format([-999.25])", "-999.2")]
    [TestCase("'%.1e'.format([0.00012])", "1.200000×10⁻⁰⁴")]
    [TestCase("'%f %e'.format([double('inf'), double('-inf')])", "∞ -∞")]
    [TestCase("format.dns1123Label().validate('a.b').value().join('; ')", "must not contain dots")]
    [TestCase("string(format.byte().validate('').hasValue())", "true")]
    [TestCase("string(format.datetime().validate('2021-01-01t00:00:00,5z').hasValue())", "false")]
    // URLs
    [TestCase("string(isURL('http://h/%zz'))", "false")]
    [TestCase("string(isURL('http://h#f'))", "false")]
    [TestCase("string(isURL('http://%41/'))", "false")]
    [TestCase("string(isURL('http://[1.2.3.4]/'))", "false")]
    [TestCase("string(isURL('*'))", "true")]
    [TestCase("url('http://u:p@[::1]:80/a%2Fb!?x=1#f').getEscapedPath()", "/a%2Fb!")]
    [TestCase("url('http://h/a%2Fb c').getEscapedPath()", "/a/b%20c")]
    [TestCase("url('http://u:p@[::1]:80/').getHostname()", "::1")]
    [TestCase("'%s'.format([url('/p?x=1&y=%zz&x=a+b').getQuery()])", "{\"x\":[\"1\", \"a b\"]}")]
    [TestCase("url('mailto:a@b').getScheme() + url('mailto:a@b').getEscapedPath()", "mailto")]
    // Quantities, versions, addresses
    [TestCase("string(sign(quantity('-1Ki')))", "-1")]
    [TestCase("string(quantity('1000m').isInteger())", "false")]
    [TestCase("string(quantity('1.5Gi').isInteger())", "false")]
    [TestCase("string(quantity('50k').sub(20000).asInteger())", "30000")]
    [TestCase("string(quantity('1').add(quantity('500m')).asApproximateFloat())", "1.5")]
    [TestCase("string(quantity('300m').asApproximateFloat())", "0.3")]
    [TestCase("string(quantity('700m').asApproximateFloat())", "0.7000000000000001")]
    [TestCase("string(semver('v01.2', true).minor())", "2")]
    [TestCase("string(isSemver('1.2-alpha', true))", "false")]
    [TestCase("string(isIP('::ffff:102:304'))", "false")]
    public void Function_gives(string expression, string text)
    {
        Assert.That(Evaluate(expression), Is.EqualTo(CelValue.From(text)));
    }

    [TestCase("timestamp(object.?a.orValue('2025-01-01t00:00:00z')) == timestamp(0)")]
    [TestCase("timestamp('2025-01-01T00:00:00Z').getHours('utc') == 0")]
    [TestCase("'%d'.format([dyn(1.5)]) == ''")]
    [TestCase("url(object.?a.orValue('http://h:80x/')).getHost() == ''")]
    public void Function_gives_an_error(string expression)
    {
        Assert.That(Evaluate(expression).IsError, Is.True);
    }

    [Test]
    public void Bare_language_keeps_its_own_words()
    {
        Assert.That(Evaluate("string(1000000.0)", CelEnvironment.Standard), Is.EqualTo(CelValue.From("1000000")));
        Assert.That(CelEnvironment.Standard.Compile("[1, 'a'].size() == 2 && {'a': 1}.`a` == 1").IsValid, Is.True);
    }

    [TestCase("quantity('1').sign() == 1")]
    [TestCase("'abc'.reverse() == 'cba'")]
    [TestCase("[1].includes(1)")]
    [TestCase("[1, dyn(2)].size() == 2")]
    [TestCase("{'a': object.b, 'c': 'd'}.size() == 2")]
    [TestCase("[[], ['a'], [object.b]].size() == 3")]
    [TestCase("object.`a-b` == 1")]
    [TestCase("jsonpatch.escapeKey('a') == 'a'")]
    [TestCase("'%d'.format(['a']) == ''")]
    [TestCase("'%s'.format([]) == ''")]
    public void Expression_is_refused(string expression)
    {
        Assert.That(Newest.Compile(expression).IsValid, Is.False);
    }

    [TestCase("'%s %s'.format([1, [object.b, 'a']]) == ''")]
    [TestCase("[[], ['a']].size() == 2")]
    [TestCase("[?object.?a, ?object.?b].size() == 2")]
    [TestCase("[object.a, object.b].size() == 2")]
    public void Expression_is_taken(string expression)
    {
        Assert.That(Newest.Compile(expression).Issues, Is.Empty);
    }
}
