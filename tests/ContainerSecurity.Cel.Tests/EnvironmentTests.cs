namespace ContainerSecurity.Cel.Tests;

/// <summary>Variables, functions and types of the caller.</summary>
public sealed class EnvironmentTests
{
    [Test]
    public void Own_functions_and_methods_are_called()
    {
        CelEnvironment environment = CelEnvironment.Create(e => e
            .AddFunction("shout(string) -> string", a => CelValue.From(a[0].AsString().ToUpperInvariant()))
            .AddMethod("string.repeat(int) -> string", a => CelValue.From(string.Concat(Enumerable.Repeat(a[0].AsString(), (int)a[1].AsInt())))));
        Assert.That(environment.Compile("shout('a').repeat(3)").Program.Evaluate().Value, Is.EqualTo(CelValue.From("AAA")));
    }

    [Test]
    public void Dictionaries_lists_and_registered_objects_are_read_where_they_lie()
    {
        var reader = new CelObjectReader().Add<Version>(("major", v => v.Major), ("minor", v => v.Minor));
        var bindings = new CelBindings
        {
            ["x"] = CelValue.FromObject(
                new Dictionary<string, object?> { ["versions"] = new List<Version> { new(1, 2) }, ["n"] = 5 }, reader)
        };
        Assert.That(Eval.Of("x.versions[0].minor == 2 && has(x.n) && x.n == 5 && !has(x.m)", bindings), Is.EqualTo(CelValue.True));
    }

    [Test]
    public void Json_is_read_where_it_lies() =>
        Assert.That(
            Eval.With(
                """{"a": [1, 2.5, "s", null, true], "b": {"c": 1}}""",
                "x.a[0] == 1 && x.a[1] == 2.5 && x.a[3] == null && x.b.c == 1 && size(x) == 2 && 'b' in x"),
            Is.EqualTo(CelValue.True));

    [Test]
    public void Unknown_variables_decide_nothing_but_are_named()
    {
        var bindings = new CelBindings { ["x"] = CelValue.Unknown("x"), ["y"] = CelValue.Unknown("y") };
        Assert.That(Eval.Of("x.a == 1 || true", bindings), Is.EqualTo(CelValue.True));
        Assert.That(Eval.Of("x.a == 1 || y > 2 || 1 / 0 > 0", bindings).Failure!.UnknownAttributes, Is.EquivalentTo(new[] { "x.a", "y" }));
    }

    [TestCase("1 + 'a'", "ERROR: <input>:1:3: found no matching overload for '_+_' applied to '(int, string)'\n | 1 + 'a'\n | ..^")]
    [TestCase("z", "ERROR: <input>:1:1: undeclared reference to 'z' (in container '')\n | z\n | ^")]
    [TestCase("true &&\n  )", "ERROR: <input>:2:3: Syntax error: mismatched input ')' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}\n |   )\n | ..^")]
    public void Errors_show_their_place_as_cel_go_does(string expression, string expected) =>
        Assert.That(Eval.All.Compile(expression).Issues[0].ToString(), Is.EqualTo(expected));

    [Test]
    public void Runtime_errors_know_their_place()
    {
        CelProgram program = Eval.All.Compile("true && 1 / 0 > 0").Program;
        Assert.That(program.Describe(program.Evaluate().Value.Failure!).Column, Is.EqualTo(11));
    }

    [Test]
    public void Boolean_field_tests_allocate_nothing()
    {
        using var document = System.Text.Json.JsonDocument.Parse("""{"spec": {"template": {"hostNetwork": false}}}""");
        var bindings = new CelBindings { ["x"] = CelValue.From(document.RootElement) };
        CelProgram program = Eval.All.Compile("!has(x.spec.template.hostNetwork) || x.spec.template.hostNetwork == false").Program;
        for (int i = 0; i < 100; i++)
            program.Evaluate(bindings);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            program.Evaluate(bindings);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
