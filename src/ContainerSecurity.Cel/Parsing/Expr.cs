namespace ContainerSecurity.Cel.Parsing;

/// <summary>A node of the syntax tree. The checker writes its findings onto it.</summary>
internal abstract class Expr(int position)
{
    /// <summary>Where the node is in the text, in UTF-16 units.</summary>
    public int Position { get; } = position;
    /// <summary>The levels beneath and including this node; bounded by the parser, so that recursion is safe.</summary>
    public int Depth { get; protected set; } = 1;
    /// <summary>The macro call that this node came from.</summary>
    public Call? Macro { get; set; }
    /// <summary>The type that the checker deduced.</summary>
    public CelType? Type { get; set; }

    protected void Over(Expr? child)
    {
        if (child is not null && child.Depth >= Depth)
            Depth = child.Depth + 1;
    }
}

internal sealed class Literal(int position, CelValue value) : Expr(position)
{
    public CelValue Value { get; } = value;
}

internal sealed class Ident(int position, string name) : Expr(position)
{
    /// <summary>The name; a leading dot means that the container does not count.</summary>
    public string Name { get; } = name;
    /// <summary>The qualified name that the checker found.</summary>
    public string? Resolved { get; set; }
    /// <summary>The type that the name stands for.</summary>
    public CelType? TypeConstant { get; set; }
}

internal sealed class Select : Expr
{
    public Select(int position, Expr operand, string field, bool testOnly = false) : base(position)
    {
        Operand = operand;
        Field = field;
        TestOnly = testOnly;
        Over(operand);
    }

    public Expr Operand { get; }
    public string Field { get; }
    public bool TestOnly { get; }
    /// <summary>The variable or type that the whole chain names, as the checker found it.</summary>
    public Ident? Qualified { get; set; }
}

internal sealed class Call : Expr
{
    public Call(int position, string function, Expr? target, params Expr[] arguments) : base(position)
    {
        Function = function;
        Target = target;
        Arguments = arguments;
        Over(target);
        foreach (Expr argument in arguments)
            Over(argument);
    }

    public string Function { get; }
    public Expr? Target { get; }
    public Expr[] Arguments { get; }
    /// <summary>The overloads that fit, as the checker found them.</summary>
    public CelOverload[]? Overloads { get; set; }
    /// <summary>The namespace that the target turned out to be.</summary>
    public bool TargetIsNamespace { get; set; }
}

internal sealed class ListExpr : Expr
{
    public ListExpr(int position, Expr[] items, bool[]? optional) : base(position)
    {
        Items = items;
        Optional = optional;
        foreach (Expr item in items)
            Over(item);
    }

    public Expr[] Items { get; }
    public bool[]? Optional { get; }
}

internal readonly record struct EntryExpr(int Position, Expr Key, Expr Value, bool Optional);

internal sealed class MapExpr : Expr
{
    public MapExpr(int position, EntryExpr[] entries) : base(position)
    {
        Entries = entries;
        foreach (EntryExpr entry in entries)
        {
            Over(entry.Key);
            Over(entry.Value);
        }
    }

    public EntryExpr[] Entries { get; }
}

internal readonly record struct FieldExpr(int Position, string Name, Expr Value, bool Optional);

internal sealed class StructExpr : Expr
{
    public StructExpr(int position, string typeName, FieldExpr[] fields) : base(position)
    {
        TypeName = typeName;
        Fields = fields;
        foreach (FieldExpr field in fields)
            Over(field.Value);
    }

    public string TypeName { get; }
    public FieldExpr[] Fields { get; }
    public string? Resolved { get; set; }
}

internal sealed class Comprehension : Expr
{
    public const string Accumulator = "@result";
    public const string Unused = "#unused";

    public Comprehension(
        int position,
        ComprehensionShape shape,
        Expr range,
        string variable,
        string? variable2,
        string accumulator,
        Expr init,
        Expr condition,
        Expr step,
        Expr result) : base(position)
    {
        Shape = shape;
        Range = range;
        Variable = variable;
        Variable2 = variable2;
        AccumulatorName = accumulator;
        Init = init;
        Condition = condition;
        Step = step;
        Result = result;
        Over(range);
        Over(init);
        Over(condition);
        Over(step);
        Over(result);
    }

    public ComprehensionShape Shape { get; }
    public Expr Range { get; }
    public string Variable { get; }
    public string? Variable2 { get; }
    public string AccumulatorName { get; }
    public Expr Init { get; }
    public Expr Condition { get; }
    public Expr Step { get; }
    public Expr Result { get; }
}

/// <summary>What a comprehension does, so that it can be run without its general form.</summary>
internal enum ComprehensionShape
{
    General,
    All,
    Exists,
    ExistsOne,
    Collect,
    CollectMap,
    Bind,
}

/// <summary>Values that are evaluated at most once, on demand, and an expression over them.</summary>
internal sealed class Block : Expr
{
    public Block(int position, Expr[] values, Expr result) : base(position)
    {
        Values = values;
        Result = result;
        foreach (Expr value in values)
            Over(value);
        Over(result);
    }

    public Expr[] Values { get; }
    public Expr Result { get; }
}
