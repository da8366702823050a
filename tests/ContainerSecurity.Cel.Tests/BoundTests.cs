using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Regexes;

namespace ContainerSecurity.Cel.Tests;

/// <summary>What an expression or its input may not exceed, whatever the limit of costs.</summary>
public sealed class BoundTests
{
    private static readonly CelEnvironment Kubernetes = KubernetesEnvironment.CreateForAdmission();

    [TestCase("+8784:00", false)]
    [TestCase("+8785:00", true)]
    [TestCase("-8785:00", true)]
    [TestCase("+00:2147483647", true)]
    public void Offset_of_a_time_zone_is_at_most_a_year(string offset, bool isError) =>
        Assert.That(IsError(Kubernetes.Compile($"timestamp('2025-07-01T12:00:00Z').getHours('{offset}') >= 0")), Is.EqualTo(isError));

    [TestCase(1000, false)]
    [TestCase(1001, true)]
    public void Precision_of_a_format_is_at_most_a_thousand_places(int places, bool isError)
    {
        string expression = $"'%.{places}f'.format([1.5])";

        Assert.That(Eval.Of(expression).IsError, Is.EqualTo(isError));
        Assert.That(IsError(Kubernetes.Compile(expression)), Is.EqualTo(isError));
    }

    [Test]
    public void Text_that_grows_by_replacing_is_at_most_16_million_characters_long()
    {
        var bindings = new CelBindings { ["x"] = CelValue.From(new string('a', 5_000)), ["y"] = CelValue.From(new string('b', 5_000)) };

        Assert.That(WithoutLimit("x.replace('a', y)", bindings).Failure!.Message, Does.Contain("exceeds the maximum"));
        Assert.That(WithoutLimit("x.replace('', y)", bindings).Failure!.Message, Does.Contain("exceeds the maximum"));
        Assert.That(WithoutLimit("x.replace('a', y, 3)", bindings).AsString(), Has.Length.EqualTo(4_997 + (3 * 5_000)));
    }

    [Test]
    public void Text_that_is_joined_is_at_most_16_million_characters_long()
    {
        var bindings = new CelBindings { ["x"] = CelValue.From(new string('a', 1_000_000)) };

        Assert.That(WithoutLimit("lists.range(20).map(i, x).join(',')", bindings).Failure!.Message, Does.Contain("exceeds the maximum"));
    }

    [TestCase(900, false)]
    [TestCase(1100, true)]
    public void Hexadecimal_number_has_at_most_a_thousand_digits(int digits, bool isError) =>
        Assert.That(IsError(Kubernetes.Compile($"double('0x1.{new string('0', digits)}p1') == 2.0")), Is.EqualTo(isError));

    [TestCase(60, false)]
    [TestCase(70, true)]
    public void Format_writes_lists_within_lists_to_a_depth_of_64(int depth, bool isError)
    {
        CelValue nested = CelValue.From("x");
        for (int i = 0; i < depth; i++)
            nested = CelValue.From(CelList.Of(nested));

        CelCompilation compilation = Kubernetes.Compile("'%s'.format([object])");
        Assert.That(compilation.Program.Evaluate(new CelBindings { ["object"] = nested }).Value.IsError, Is.EqualTo(isError));
    }

    [TestCase(100, true)]
    [TestCase(300, false)]
    public void Groups_of_a_pattern_nest_at_most_200_deep(int depth, bool isPattern) =>
        Assert.That(CelRegex.TryCompile(new string('(', depth) + "a" + new string(')', depth)) is not null, Is.EqualTo(isPattern));

    [TestCase("a{1000}", true)]
    [TestCase("a{1001}", false)]
    [TestCase("a{0,1001}", false)]
    [TestCase("(a{100}){11}", false)]
    public void Pattern_repeats_at_most_a_thousand_times(string pattern, bool isPattern) =>
        Assert.That(CelRegex.TryCompile(pattern) is not null, Is.EqualTo(isPattern));

    [TestCase(10, true)]
    [TestCase(60, false)]
    public void Program_of_a_pattern_has_at_most_50_000_steps(int parts, bool isPattern) =>
        Assert.That(CelRegex.TryCompile(string.Concat(Enumerable.Repeat("a{1000}", parts))) is not null, Is.EqualTo(isPattern));

    [Test]
    public void Automaton_of_a_pattern_forgets_its_states_behind_the_thousandth()
    {
        CelRegex regex = CelRegex.Cached("(a|b)*a(a|b){16}c");
        var random = new Random(20260601);
        regex.IsMatch(string.Concat(Enumerable.Range(0, 20_000).Select(_ => random.Next(2) == 0 ? 'a' : 'b')));

        Assert.That(regex.States, Is.InRange(1, 1000));
    }

    private static bool IsError(CelCompilation compilation) =>
        !compilation.IsValid || compilation.Program.Evaluate(new CelBindings { ["object"] = CelValue.Null }).Value.IsError;

    private static CelValue WithoutLimit(string expression, CelBindings bindings) =>
        Eval.All.Compile(expression).Program.Evaluate(bindings, long.MaxValue).Value;
}
