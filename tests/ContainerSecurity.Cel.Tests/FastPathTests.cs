using System.Text.Json;
using ContainerSecurity.Cel.Evaluation;

namespace ContainerSecurity.Cel.Tests;

/// <summary>What is planned ahead or remembered answers and costs what the general evaluation does, over random values.</summary>
public sealed class FastPathTests
{
    private static readonly string[] Literals =
    [
        "0", "1", "-1", "9223372036854775807", "-9223372036854775808", "0u", "1u", "18446744073709551615u", "0.0", "-0.0", "1.0", "0.5",
        "9223372036854775808.0", "(0.0/0.0)", "(1.0/0.0)", "true", "false", "''", "'a'", "'1'", "'\U0001F600'", "null", "b'a'", "[1]", "{'a': 1}",
        "duration('1s')", "timestamp('2020-01-01T00:00:00Z')", "type(1)", "1/0", "u", "u.v", "9223372036854775807 + 1",
    ];

    private static readonly CelEnvironment Environment = CelEnvironment.Create(e => e
        .AddLibraries(CelLibraries.Strings, CelLibraries.TwoVariableComprehensions)
        .AddVariable("x", CelType.Dyn).AddVariable("y", CelType.Dyn).AddVariable("u", CelType.Dyn).AddVariable("l", CelType.List(CelType.Dyn)));

    private static CelBindings Bindings => new() { ["u"] = CelValue.Unknown("u") };

    private static CelValue Value(string literal) => Environment.Compile(literal).Program.Evaluate(Bindings).Value;

    private static CelEvaluation Evaluate(string expression, CelBindings bindings) => Environment.Compile(expression).Program.Evaluate(bindings);

    private static string Shown(CelValue value) => $"{value.Kind} {value}";

    [Test]
    public void A_list_of_many_constants_holds_what_the_same_list_given_as_a_variable_holds([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        string[] constants = random.GetItems(Array.FindAll(Literals, l => !l.Contains('(') && !Value(l).IsFailure), random.Next(1, 20));
        string list = $"[{string.Join(", ", constants)}]";
        foreach (string item in Literals)
        {
            CelBindings bindings = Bindings;
            bindings["x"] = Value(item);
            bindings["l"] = CelValue.From(CelList.Of([.. constants.Select(Value)]));
            CelEvaluation fast = Evaluate($"x in {list}", bindings), general = Evaluate("x in l", bindings);

            Assert.That(Shown(fast.Value), Is.EqualTo(Shown(general.Value)), $"{item} in {list}");
            if (!fast.Value.IsFailure)
                Assert.That(fast.Cost - Evaluate(list, bindings).Cost, Is.EqualTo(general.Cost - 1), $"the cost of {item} in {list}");
        }
    }

    [Test]
    public void Values_compare_and_cost_as_the_rules_of_the_language_say([ValueSource(nameof(Literals))] string left)
    {
        foreach (string right in Literals)
        {
            CelValue a = Value(left), b = Value(right);
            CelBindings bindings = Bindings;
            bindings["x"] = a;
            bindings["y"] = b;
            CelEvaluation equal = Evaluate("x == y", bindings), other = Evaluate("x != y", bindings);
            if (a.IsFailure || b.IsFailure)
            {
                Assert.That(equal.Value.Failure!.Message, Is.EqualTo((a.Failure ?? b.Failure)!.Message), $"{left} == {right}");
                continue;
            }
            Assert.That(equal.Value, Is.EqualTo(CelValue.From(Equality.AreEqual(a, b))), $"{left} == {right}");
            Assert.That(other.Value, Is.EqualTo(CelValue.From(!Equality.AreEqual(a, b))), $"{left} != {right}");
            Assert.That(equal.Cost, Is.EqualTo(2 + CallCosts.Equality(a, b)), $"the cost of {left} == {right}");
        }
    }

    [TestCase("all")]
    [TestCase("exists")]
    public void A_loop_over_a_list_answers_and_costs_what_the_one_with_places_does(string macro)
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            string[] items = random.GetItems(Literals, random.Next(0, 6));
            CelBindings bindings = Bindings;
            bindings["l"] = CelValue.From(CelList.Of([.. items.Select(Value)]));
            foreach (string predicate in new[] { "v == 1", "v", "v < 2", "v != 'a' || v == u", "v.a == 1" })
            {
                CelEvaluation fast = Evaluate($"l.{macro}(v, {predicate})", bindings), general = Evaluate($"l.{macro}(i, v, {predicate})", bindings);

                Assert.That(Shown(fast.Value), Is.EqualTo(Shown(general.Value)), $"[{string.Join(", ", items)}].{macro}(v, {predicate})");
                Assert.That(fast.Cost, Is.EqualTo(general.Cost));
            }
        }
    }

    [Test]
    public void A_document_answers_the_same_however_often_and_from_however_many_threads_it_is_asked()
    {
        string many = string.Join(",", Enumerable.Range(0, 100).Select(i => $"\"k{i}\":{i}"));
        string json = """{"a":{"b":[1,{"c":null},"t",2.5,{"c":true}],"e":{}},"n":9223372036854775808,MANY}""".Replace("MANY", many);
        using JsonDocument document = JsonDocument.Parse(json);
        string[] expressions =
        [
            "x.a.b[1].c == null", "has(x.a.b)", "has(x.a.z)", "x.a.z", "x.n", "x.a.b[3]", "x.a.b.size()", "x.a.e.f", "x.a.b.c", "has(x.a.b[0].c)", "x.a == y",
            "x.a.b.map(v, v)", .. Enumerable.Range(0, 101).Select(i => $"x.k{i} == x['k{i}']"),
        ];
        CelProgram[] programs = Array.ConvertAll(expressions, e => Environment.Compile(e).Program);
        string[] fresh = Array.ConvertAll(programs, p => Ask(p, CelValue.From(document.RootElement)));
        CelValue held = CelValue.From(document.RootElement);

        Parallel.For(0, 2_000, round =>
        {
            int i = round % programs.Length;
            Assert.That(Ask(programs[i], held), Is.EqualTo(fresh[i]), expressions[i]);
        });

        string Ask(CelProgram program, CelValue x)
        {
            CelEvaluation evaluation = program.Evaluate(new CelBindings { ["x"] = x, ["y"] = CelValue.From(document.RootElement.GetProperty("a")) });
            return $"{Shown(evaluation.Value)} {evaluation.Cost}";
        }
    }

    [Test]
    public void Words_that_share_a_place_are_told_apart()
    {
        string[] names = [.. Enumerable.Range(0, 5_000).Select(i => $"name{i}")];
        foreach (string name in names)
            Assert.That(Environment.Parse($"x.{name}.size").ToString(), Is.EqualTo($"x.{name}.size"));
        var fields = names.ToDictionary(n => n, n => (object)n);
        var bindings = new CelBindings { ["x"] = CelValue.FromObject(fields) };
        foreach (string name in names)
            Assert.That(Evaluate($"x.{name}", bindings).Value.AsString(), Is.EqualTo(name));
    }
}
