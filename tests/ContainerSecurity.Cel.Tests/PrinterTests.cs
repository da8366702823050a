using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.Cel.Tests;

/// <summary>Expressions as text, and random ones.</summary>
public sealed class PrinterTests
{
    [TestCase("a && (b || c)")]
    [TestCase("(a || b) && c")]
    [TestCase("!(!a)")]
    [TestCase("-(5)")]
    [TestCase("-(-5)")]
    [TestCase("a - (b - c)")]
    [TestCase("(a ? b : c) ? d : e")]
    [TestCase("x.map(i, i > 0, i * 2).exists(i, has(i.f))")]
    [TestCase("{\"a\": 1, ?\"b\": x.?c}")]
    [TestCase("[?x[?0], 1u, 2.5, b\"\\xff\\x00\"]")]
    [TestCase("x.`a-b`.if")]
    [TestCase(".x.y(\"\\n\\\"\")")]
    public void Printed_expression_parses_to_itself(string expression) => Assert.That(Eval.All.Parse(expression).ToString(), Is.EqualTo(expression));

    private static readonly Gen<string> Leaf = Gen.Elements(
        "1", "-9223372036854775808", "9223372036854775807", "2u", "0.5", "-0.0", "'a'", "'😀'", "b'\\xff'", "true",
        "false", "null", "[]", "{}", "x", "y", "duration('1s')", "timestamp('2020-01-01T00:00:00Z')");

    private static Gen<string> Expression(int size)
    {
        if (size <= 0)
            return Leaf;
        Gen<string> part = Expression(size / 2);
        return Gen.OneOf(
            Leaf,
            from op in Gen.Elements(
                "+",
                "-",
                "*",
                "/",
                "%",
                "==",
                "!=",
                "<",
                ">=",
                "&&",
                "||",
                "in")
            from a in part
            from b in part
            select $"(dyn({a})) {op} (dyn({b}))",
            from a in part select $"!(dyn({a}))",
            from a in part select $"-(dyn({a}))",
            from a in part from b in part from c in part select $"dyn({a}) ? dyn({b}) : dyn({c})",
            from a in part from b in part select $"[{a}, dyn({b})]",
            from a in part from b in part select $"{{'k': {a}, 'l': dyn({b})}}.k",
            from a in part from f in Gen.Elements("size", "string", "int", "double", "type", "bool") select $"{f}(dyn({a}))",
            from a in part from b in part from m in Gen.Elements("all", "exists", "exists_one", "map", "filter") select $"dyn({a}).{m}(x, dyn({b}))",
            from a in part from b in part select $"dyn({a})[dyn({b})]",
            from a in part select $"optional.of({a}).optMap(v, [v]).orValue([dyn({a})])",
            from a in part from b in part select $"cel.bind(z, {a}, [z, dyn({b}), z])");
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Random_expressions_print_and_never_throw() => Prop.ForAll(Arb.From(Gen.Sized(s => Expression(Math.Min(s, 24)))), expression =>
    {
        CelCompilation parsed = Eval.All.Parse(expression);
        string printed = parsed.ToString();
        bool same = Eval.All.Parse(printed).ToString() == printed;
        var bindings = new CelBindings { ["x"] = CelValue.From(1L), ["y"] = CelValue.Unknown("y") };
        CelValue unchecked_ = parsed.Program.Evaluate(bindings, 100_000).Value;
        CelCompilation compiled = Eval.All.Compile(expression);
        CelValue evaluated = compiled.IsValid ? compiled.Program.Evaluate(bindings, 100_000).Value : unchecked_;
        return same && (!compiled.IsValid || evaluated.Kind == unchecked_.Kind);
    });
}
