namespace ContainerSecurity.Cel.Tests;

/// <summary>What implementers of the language get wrong.</summary>
public sealed class PitfallTests
{
    [TestCase("-9223372036854775808 / -1", "integer overflow")]
    [TestCase("-9223372036854775808 % -1", "integer overflow")]
    [TestCase("-(-9223372036854775808)", "integer overflow")]
    [TestCase("9223372036854775807 + 1", "integer overflow")]
    [TestCase("9223372036854775807 * 2", "integer overflow")]
    [TestCase("0u - 1u", "unsigned integer overflow")]
    [TestCase("18446744073709551615u + 1u", "unsigned integer overflow")]
    [TestCase("int(9223372036854775807.0)", "integer overflow")]
    [TestCase("uint(-1)", "unsigned integer overflow")]
    [TestCase("1 / 0", "division by zero")]
    [TestCase("1 % 0", "modulus by zero")]
    [TestCase("{'a': 1}['b']", "no such key: b")]
    [TestCase("[1][1]", "index out of bounds: 1")]
    [TestCase("timestamp('9999-12-31T23:59:59.999999999Z') + duration('1ns')", "timestamp overflow")]
    [TestCase("timestamp('0001-01-01T00:00:00Z') - duration('1ns')", "timestamp overflow")]
    [TestCase("int(-9223372036854775809.0)", "integer overflow")]
    [TestCase("int(9223372036854775808u)", "integer overflow")]
    [TestCase("uint(18446744073709551616.0)", "unsigned integer overflow")]
    [TestCase("int(0.0 / 0.0)", "integer overflow")]
    public void Errors_are_those_of_cel_go(string expression, string message)
    {
        CelValue value = Eval.Of(expression);
        Assert.That(value.IsError, Is.True);
        Assert.That(value.Failure!.Message, Is.EqualTo(message));
    }

    [TestCase("dyn(9007199254740993) == dyn(9007199254740992.0)", false)]
    [TestCase("dyn(9007199254740993) > dyn(9007199254740992.0)", true)]
    [TestCase("dyn(9007199254740992) == dyn(9007199254740992.0)", true)]
    [TestCase("dyn(18446744073709551615u) > dyn(18446744073709549568.0)", true)]
    [TestCase("dyn(-1) < dyn(1u)", true)]
    [TestCase("dyn([1, 2u]) == dyn([1.0, 2])", true)]
    [TestCase("dyn({'a': 1}) == dyn({'a': 1.0})", true)]
    [TestCase("1.0 in dyn([1, 2])", true)]
    [TestCase("dyn(2.0) in dyn({1: 'a', 2u: 'b'})", true)]
    [TestCase("dyn({1: 'a'})[1u] == 'a'", true)]
    [TestCase("0.0 / 0.0 == 0.0 / 0.0", false)]
    [TestCase("[0.0 / 0.0] == [0.0 / 0.0]", false)]
    [TestCase("0.0 / 0.0 in [0.0 / 0.0]", false)]
    [TestCase("dyn(0.0 / 0.0) < 1 || dyn(0.0 / 0.0) >= 1", false)]
    [TestCase("-0.0 == 0.0", true)]
    [TestCase("dyn(1) == dyn('1')", false)]
    [TestCase("dyn({1u: 'a', 2: 'b'}) == dyn({1: 'a', 2u: 'b'})", true)]
    [TestCase("dyn([9007199254740993]) == dyn([9007199254740992.0])", false)]
    [TestCase("dyn(9007199254740993) in dyn([9007199254740992.0])", false)]
    [TestCase("dyn(9007199254740992.0) in dyn({9007199254740993: 'a'})", false)]
    [TestCase("dyn(1.5) in dyn({1: 'a'})", false)]
    public void Numbers_compare_by_their_mathematical_value(string expression, bool expected) =>
        Assert.That(Eval.Of(expression), Is.EqualTo(CelValue.From(expected)));

    [TestCase("x && y", "a b")]
    [TestCase("x || y", "a b")]
    [TestCase("x || y || x", "a b")]
    [TestCase("[1, 2].all(i, i == 1 ? x : y)", "a b")]
    [TestCase("x && 1 / 0 > 0 && y", "a b")]
    [TestCase("1 / 0 > 0 || y", "b")]
    [TestCase("x && true", "a")]
    public void Value_waits_for_all_that_is_unknown(string expression, string attributes)
    {
        CelValue value = Eval.Of(expression, new CelBindings { ["x"] = CelValue.Unknown("a"), ["y"] = CelValue.Unknown("b") });

        Assert.That(value.IsUnknown);
        Assert.That(value.Failure!.UnknownAttributes, Is.EqualTo(attributes.Split(' ')));
    }

    [TestCase("1 / 0 > 0 || true", true)]
    [TestCase("true || 1 / 0 > 0", true)]
    [TestCase("1 / 0 > 0 && false", false)]
    [TestCase("dyn('text') || true", true)]
    [TestCase("dyn(1) && false", false)]
    [TestCase("[1, 0].exists(i, 1 / i > 0)", true)]
    [TestCase("[0, 1].exists(i, 1 / i > 0)", true)]
    [TestCase("[0, 1].all(i, 1 / i > 1)", false)]
    public void Errors_and_non_booleans_are_absorbed_where_the_other_side_decides(string expression, bool expected) =>
        Assert.That(Eval.Of(expression), Is.EqualTo(CelValue.From(expected)));

    [TestCase("1 / 0 > 0 || false")]
    [TestCase("dyn('text') && true")]
    [TestCase("[0, 2].exists_one(i, 1 / i > 0)")]
    [TestCase("[0].all(i, 1 / i > 0)")]
    public void Errors_remain_where_nothing_decides(string expression) => Assert.That(Eval.Of(expression).IsError, Is.True);

    [Test]
    public void Comprehension_variables_shadow_and_a_leading_dot_reaches_past_them()
    {
        var bindings = new CelBindings { ["x"] = CelValue.From("outer") };
        Assert.That(Eval.Of("['inner'].all(x, x == 'inner' && .x == 'outer') && x == 'outer'", bindings), Is.EqualTo(CelValue.True));
    }

    [TestCase("{'if': 1, 'a-b.c/d': 2}.if == 1", true)]
    [TestCase("{'a-b.c/d': 2}.`a-b.c/d` == 2", true)]
    [TestCase("size('😀é') == 2", true)]
    [TestCase("'😀a'.charAt(1) == 'a'", true)]
    [TestCase("'a😀b'.indexOf('b') == 2", true)]
    [TestCase("'\\uffff' < '\\U00010000'", true)]
    [TestCase("size(b'é') == 2", true)]
    [TestCase("string(timestamp('0001-01-01T00:00:00.000000001Z')) == '0001-01-01T00:00:00.000000001Z'", true)]
    [TestCase("timestamp('9999-12-31T23:59:59.999999999Z').getFullYear() == 9999", true)]
    [TestCase("string(duration('1h1m1.5s')) == '3661.5s'", true)]
    [TestCase("string(duration('-1ns')) == '-0.000000001s'", true)]
    [TestCase("duration('-0.5h') == duration('-30m')", true)]
    [TestCase("duration('1us') == duration('1000ns')", true)]
    [TestCase("{'package': 1, 'namespace': 2}.package + {'package': 1, 'namespace': 2}.namespace == 3", true)]
    [TestCase("timestamp('2009-02-13T23:31:30Z').getHours('-09:30') == 14", true)]
    [TestCase("timestamp('2009-02-13T23:31:30Z').getMinutes('-09:30') == 1", true)]
    public void Text_and_time_are_exact(string expression, bool expected) => Assert.That(Eval.Of(expression), Is.EqualTo(CelValue.From(expected)));

    [TestCase("'٣'.matches('\\\\d')", false)]
    [TestCase("'é'.matches('\\\\w')", false)]
    [TestCase("'\\u000b'.matches('\\\\s')", false)]
    [TestCase("'éa'.matches('\\\\ba')", true)]
    [TestCase("'a\\n'.matches('a$')", false)]
    [TestCase("'a\\n'.matches('(?m)a$')", true)]
    [TestCase("'😀'.matches('^.$')", true)]
    [TestCase("'ABC'.matches('(?i)^abc$')", true)]
    [TestCase("'ab'.matches('^(?P<n>a)b$')", true)]
    [TestCase("'Straße'.matches('^\\\\p{L}+$')", true)]
    public void Patterns_mean_what_RE2_means(string expression, bool expected) => Assert.That(Eval.Of(expression), Is.EqualTo(CelValue.From(expected)));
}
