namespace ContainerSecurity.Cel.Parsing;

/// <summary>The macros of the language.</summary>
internal static class StandardMacros
{
    public static readonly Macro[] All =
    [
        new("has", false, 1, Has),
        new("all", true, 2, c => Quantify(c, ComprehensionShape.All, false)),
        new("exists", true, 2, c => Quantify(c, ComprehensionShape.Exists, false)),
        new("exists_one", true, 2, c => Quantify(c, ComprehensionShape.ExistsOne, false)),
        new("existsOne", true, 2, c => Quantify(c, ComprehensionShape.ExistsOne, false)),
        new("map", true, 2, c => Collect(c, null, c.Arguments[1], false)),
        new("map", true, 3, c => Collect(c, c.Arguments[1], c.Arguments[2], false)),
        new("filter", true, 2, c => Collect(c, c.Arguments[1], null, false)),
    ];

    /// <summary>The macros with two variables: index and item, or key and value.</summary>
    public static readonly Macro[] TwoVariables =
    [
        new("all", true, 3, c => Quantify(c, ComprehensionShape.All, true)),
        new("exists", true, 3, c => Quantify(c, ComprehensionShape.Exists, true)),
        new("exists_one", true, 3, c => Quantify(c, ComprehensionShape.ExistsOne, true)),
        new("existsOne", true, 3, c => Quantify(c, ComprehensionShape.ExistsOne, true)),
        new("transformList", true, 3, c => Collect(c, null, c.Arguments[2], true)),
        new("transformList", true, 4, c => Collect(c, c.Arguments[2], c.Arguments[3], true)),
        new("transformMap", true, 3, c => CollectMap(c, null, c.Arguments[2], false)),
        new("transformMap", true, 4, c => CollectMap(c, c.Arguments[2], c.Arguments[3], false)),
        new("transformMapEntry", true, 3, c => CollectMap(c, null, c.Arguments[2], true)),
        new("transformMapEntry", true, 4, c => CollectMap(c, c.Arguments[2], c.Arguments[3], true)),
    ];

    private static Ident Result(int at) => new(at, Comprehension.Accumulator);

    private static Select Has(Call call) => call.Arguments[0] switch
    {
        Select { TestOnly: false } select => new Select(call.Position, select.Operand, select.Field, testOnly: true),
        _ => throw new CelSyntaxException(call.Arguments[0].Position, "invalid argument to has() macro"),
    };

    private static Comprehension Quantify(Call call, ComprehensionShape shape, bool two)
    {
        int at = call.Position;
        string variable = Macro.Variable(call.Arguments[0]);
        string? second = two ? Second(call) : null;
        Expr predicate = call.Arguments[two ? 2 : 1];
        Expr init, condition, step, result = Result(at);
        switch (shape)
        {
            case ComprehensionShape.All:
                init = Bool(at, true);
                condition = new Call(at, Operators.NotStrictlyFalse, null, Result(at));
                step = new Call(at, Operators.And, null, Result(at), predicate);
                break;
            case ComprehensionShape.Exists:
                init = Bool(at, false);
                condition = new Call(at, Operators.NotStrictlyFalse, null, new Call(at, Operators.Not, null, Result(at)));
                step = new Call(at, Operators.Or, null, Result(at), predicate);
                break;
            default:
                init = new Literal(at, CelValue.From(0L));
                condition = Bool(at, true);
                step = new Call(at, Operators.Conditional, null, predicate, new Call(at, Operators.Add, null, Result(at), One(at)), Result(at));
                result = new Call(at, Operators.Equal, null, Result(at), One(at));
                break;
        }
        return new Comprehension(at, shape, call.Target!, variable, second, Comprehension.Accumulator, init, condition, step, result);
    }

    private static string Second(Call call)
    {
        string second = Macro.Variable(call.Arguments[1]);
        return second == Macro.Variable(call.Arguments[0])
            ? throw new CelSyntaxException(call.Arguments[1].Position, $"duplicate variable name: {second}") : second;
    }

    private static Comprehension Collect(Call call, Expr? filter, Expr? transform, bool two)
    {
        int at = call.Position;
        string variable = Macro.Variable(call.Arguments[0]);
        Expr step = new Call(at, Operators.Add, null, Result(at), new ListExpr(at, [transform ?? call.Arguments[0]], null));
        if (filter is not null)
            step = new Call(at, Operators.Conditional, null, filter, step, Result(at));
        return new Comprehension(at, ComprehensionShape.Collect, call.Target!, variable, two ? Second(call) : null, Comprehension.Accumulator,
            new ListExpr(at, [], null), Bool(at, true), step, Result(at));
    }

    private static Comprehension CollectMap(Call call, Expr? filter, Expr transform, bool entry)
    {
        int at = call.Position;
        string variable = Macro.Variable(call.Arguments[0]);
        Expr step = entry
            ? new Call(at, Operators.MapInsert, null, Result(at), transform)
            : new Call(at, Operators.MapInsert, null, Result(at), new Ident(at, variable), transform);
        if (filter is not null)
            step = new Call(at, Operators.Conditional, null, filter, step, Result(at));
        return new Comprehension(at, ComprehensionShape.CollectMap, call.Target!, variable, Second(call), Comprehension.Accumulator,
            new MapExpr(at, []), Bool(at, true), step, Result(at));
    }

    private static Literal Bool(int at, bool value) => new(at, CelValue.From(value));

    private static Literal One(int at) => new(at, CelValue.From(1L));
}
