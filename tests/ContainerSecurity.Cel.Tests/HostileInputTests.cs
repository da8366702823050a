using ContainerSecurity.Cel.Regexes;

namespace ContainerSecurity.Cel.Tests;

/// <summary>Input that is made to exhaust the evaluator.</summary>
public sealed class HostileInputTests
{
    private static IEnumerable<TestCaseData> Expressions()
    {
        string Repeat(string part, int count) => string.Concat(Enumerable.Repeat(part, count));
        yield return new TestCaseData(Repeat("1+", 500_000) + "1").SetArgDisplayNames("1 MB sum");
        yield return new TestCaseData(Repeat("1+", 49_000) + "1").SetArgDisplayNames("98 KB sum");
        yield return new TestCaseData(Repeat("x.", 33_000) + "x").SetArgDisplayNames("66 KB selection");
        yield return new TestCaseData("x" + Repeat("[0]", 33_000)).SetArgDisplayNames("99 KB index");
        yield return new TestCaseData(Repeat("(", 1000) + "1" + Repeat(")", 1000)).SetArgDisplayNames("1,000 brackets");
        yield return new TestCaseData(Repeat("[", 1000) + Repeat("]", 1000)).SetArgDisplayNames("1,000 lists");
        yield return new TestCaseData(Repeat("true?true:", 1000) + "true").SetArgDisplayNames("1,000 conditions");
        yield return new TestCaseData(Repeat("size(", 1000) + "[]" + Repeat(")", 1000)).SetArgDisplayNames("1,000 calls");
        yield return new TestCaseData(string.Join("", Enumerable.Range(0, 60).Select(i => $"[1,2,3,4,5,6,7,8,9,10].all(v{i}, "))
            + "true"
            + Repeat(")", 60)).SetArgDisplayNames("nested comprehensions");
        yield return new TestCaseData("lists.range(1000000).map(a, lists.range(1000000))").SetArgDisplayNames("lists of lists");
        yield return new TestCaseData(Repeat("cel.bind(s, ", 1)
            + "'x'"
            + ", "
            + Repeat("[0,1,2,3,4,5,6,7,8,9].map(i, s + ", 9)
            + "s"
            + Repeat(")", 10)).SetArgDisplayNames("strings that grow");
    }

    /// <summary>What one step may cost beyond the limit at which the next is refused.</summary>
    private const long Step = 2 * CelProgram.DefaultCostLimit;

    [TestCaseSource(nameof(Expressions))]
    public void Ends_with_an_error_before_it_costs_much(string expression)
    {
        CelCompilation compilation = Eval.All.Compile(expression);
        CelEvaluation? evaluation = compilation.IsValid ? compilation.Program.Evaluate(new CelBindings { ["x"] = CelValue.Null }) : null;

        Assert.That(evaluation?.Value.IsError, Is.Not.False);
        Assert.That(evaluation?.Cost ?? 0, Is.LessThan(CelProgram.DefaultCostLimit + Step));
    }

    [Test]
    public void Long_chains_of_and_are_fine() =>
        Assert.That(Eval.Of(string.Join(" && ", Enumerable.Repeat("true", 12_000))), Is.EqualTo(CelValue.True));

    [Test]
    public void Cancelled_evaluation_answers_an_error()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CelEvaluation evaluation = Eval.All.Compile("lists.range(1000).all(i, i >= 0)").Program.Evaluate(CelBindings.Empty, cancellationToken: source.Token);
        Assert.That(evaluation.Value.Failure!.Message, Is.EqualTo("operation interrupted"));
        Assert.That(evaluation.Value.Failure.IsFatal, Is.True);
    }

    [TestCase("1000001")]
    [TestCase("2147483648")]
    [TestCase("4294967297")]
    [TestCase("9223372036854775807")]
    public void Range_is_bounded_whatever_it_may_cost(string size) =>
        Assert.That(WithoutLimit($"lists.range({size}).size() > 0").Failure!.Message, Does.Contain("exceeds the maximum"));

    [TestCase("1000000", 1_000_000)]
    [TestCase("0", 0)]
    [TestCase("-5", 0)]
    public void Range_within_its_bound_is_made(string size, long expected) =>
        Assert.That(WithoutLimit($"lists.range({size}).size()"), Is.EqualTo(CelValue.From(expected)));

    private static CelValue WithoutLimit(string expression) => Eval.All.Compile(expression).Program.Evaluate(CelBindings.Empty, long.MaxValue).Value;

    [Test]
    public void Nothing_absorbs_the_cost_limit() =>
        Assert.That(
            Eval.All.Compile("[1, 2, 3].all(i, i > 0) || true").Program
                .Evaluate(CelBindings.Empty, costLimit: 5).Value.Failure!.Message,
            Is.EqualTo("operation cancelled: actual cost limit exceeded"));

    [TestCase("(a*)*b")]
    [TestCase("(a|a)*b")]
    [TestCase("(a?){30}a{30}b")]
    public void Work_of_a_pattern_is_bounded_by_the_pattern_and_not_by_the_text(string pattern)
    {
        CelRegex regex = CelRegex.Cached(pattern);
        Assert.That(regex.IsMatch(new string('a', 1000)), Is.False);
        int before = regex.Transitions;

        Assert.That(regex.IsMatch(new string('a', 1_000_000)), Is.False);
        Assert.That(regex.Transitions, Is.EqualTo(before));
    }
}
