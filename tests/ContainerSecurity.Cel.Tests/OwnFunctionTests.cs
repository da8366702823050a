namespace ContainerSecurity.Cel.Tests;

/// <summary>Functions of the caller that collide, throw or lie about what they return.</summary>
public sealed class OwnFunctionTests
{
    [TestCase("size(string) -> int", false, TestName = "one of the standard library")]
    [TestCase("shout(string) -> int", false, TestName = "one of its own with another result")]
    [TestCase("shout(dyn) -> string", false, TestName = "one that takes anything")]
    [TestCase("shout(T) -> T", false, TestName = "one of a type parameter")]
    [TestCase("shout(wrapper(string)) -> string", false, TestName = "one of a wrapper")]
    [TestCase("string.startsWith(string) -> bool", true, TestName = "a method of the standard library")]
    public void A_function_that_collides_with_another_is_refused_when_the_environment_is_made(string signature, bool isMethod) =>
        Assert.That(
            () => CelEnvironment.Create(e => Declare(e.AddFunction("shout(string) -> string", a => a[0]), signature, isMethod)),
            Throws.ArgumentException.With.Message.Contains(isMethod ? "startsWith" : signature.Split('(')[0]));

    [TestCase("shout(int) -> string", false)]
    [TestCase("shout(string, string) -> string", false)]
    [TestCase("string.shout() -> string", true)]
    [TestCase("shout(list(string)) -> string", false)]
    public void A_function_of_other_arguments_is_an_overload(string signature, bool isMethod) =>
        Assert.That(
            () => CelEnvironment.Create(e => Declare(e.AddFunction("shout(string) -> string", a => a[0]), signature, isMethod)),
            Throws.Nothing);

    [Test]
    public void An_environment_that_is_extended_refuses_what_collides_with_its_own_functions()
    {
        CelEnvironment environment = CelEnvironment.Create(e => e.AddFunction("f(list(int)) -> bool", _ => CelValue.True));
        Assert.That(() => environment.Extend(e => e.AddFunction("f(list(dyn)) -> bool", _ => CelValue.True)), Throws.ArgumentException);
        Assert.That(() => environment.Extend(e => e.AddFunction("f(list(string)) -> bool", _ => CelValue.True)), Throws.Nothing);
    }

    [TestCase("f(1)", "f(int) -> bool")]
    [TestCase("f(1, 2)", "f(int, int) -> bool")]
    [TestCase("f(1, 2, 3)", "f(int, int, int) -> bool")]
    [TestCase("f()", "f() -> bool")]
    public void A_function_that_throws_gives_an_error_that_does_not_quote_the_exception(string call, string signature)
    {
        CelEnvironment environment = CelEnvironment.Create(e => e.AddFunction(signature, _ => throw new InvalidOperationException("of no concern")));
        CelValue value = environment.Compile(call).Program.Evaluate().Value;
        Assert.That(value.Failure?.Message, Is.EqualTo("the function 'f' failed: InvalidOperationException"));
        Assert.That(environment.Compile($"{call} || true").Program.Evaluate().Value, Is.EqualTo(CelValue.True));
    }

    [Test]
    public void Exceptions_go_through_where_that_is_asked_for()
    {
        CelEnvironment environment = CelEnvironment.Create(e =>
        {
            e.PassesExceptions = true;
            e.AddFunction("f() -> bool", _ => throw new InvalidOperationException("of no concern"));
        });
        Assert.That(() => environment.Compile("f()").Program.Evaluate(), Throws.InvalidOperationException);
    }

    [Test]
    public void A_cancellation_goes_through() =>
        Assert.That(
            () => CelEnvironment.Create(e => e.AddFunction("f() -> bool", _ => throw new OperationCanceledException())).Compile("f()").Program.Evaluate(),
            Throws.InstanceOf<OperationCanceledException>());

    private static readonly CelValue[] Values =
    [
        CelValue.Null, CelValue.True, CelValue.From(1), CelValue.From(1UL), CelValue.From(1.5), CelValue.From("a"), CelValue.FromDuration(1),
        CelValue.From(CelList.Of(CelValue.From(1))), CelValue.From(CelList.Of(CelValue.From("a"))),
        CelValue.From(CelMap.Of([new(CelValue.From("a"), CelValue.From(1))])), CelValue.From(CelMap.Of([new(CelValue.From("a"), CelValue.From("a"))])),
        CelValue.From(CelOptional.Of(CelValue.From(1))), CelValue.From(CelOptional.None),
    ];

    [TestCase("null_type", 0)]
    [TestCase("bool", 1)]
    [TestCase("int", 2)]
    [TestCase("uint", 3)]
    [TestCase("double", 4)]
    [TestCase("string", 5)]
    [TestCase("google.protobuf.Duration", 6)]
    [TestCase("list(int)", 7)]
    [TestCase("list(string)", 8)]
    [TestCase("list(dyn)", 7, 8)]
    [TestCase("map(string, int)", 9)]
    [TestCase("map(string, string)", 10)]
    [TestCase("map(string, dyn)", 9, 10)]
    [TestCase("optional_type(int)", 11, 12)]
    [TestCase("optional_type(string)", 12)]
    [TestCase("wrapper(int)", 0, 2)]
    [TestCase("dyn", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)]
    public void A_result_of_another_type_than_declared_is_an_error(string type, params int[] fitting)
    {
        int[] taken = [.. Enumerable.Range(0, Values.Length).Where(i => !Returns(type, Values[i]).IsError)];
        Assert.That(taken, Is.EqualTo(fitting));
    }

    private static CelValue Returns(string type, CelValue value) =>
        CelEnvironment.Create(e => e.AddLibraries(CelLibraries.Optionals).AddFunction($"f() -> {type}", _ => value)).Compile("f()").Program.Evaluate().Value;

    private static void Declare(CelEnvironmentBuilder builder, string signature, bool isMethod) =>
        _ = isMethod ? builder.AddMethod(signature, a => a[0]) : builder.AddFunction(signature, a => a[0]);
}
