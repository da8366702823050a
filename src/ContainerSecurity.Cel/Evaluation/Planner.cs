using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Evaluation;

/// <summary>Turns a syntax tree into steps: names become places, overloads are chosen, constants are built.</summary>
internal sealed partial class Planner(CelEnvironment environment)
{
    private static readonly CelOverload[] NoOverloads = [];

    private readonly Scope scope = new();

    public static (Node Root, int Slots) Plan(Expr expression, CelEnvironment environment)
    {
        var planner = new Planner(environment);
        Node root = planner.Plan(expression);
        return (root, planner.scope.Slots);
    }

    private Node Plan(Expr expression) => expression switch
    {
        Literal literal => new ConstantNode(literal.Position, literal.Value),
        Ident ident => PlanIdent(ident),
        Select select => PlanSelect(select),
        Call call => PlanCall(call),
        ListExpr list => PlanList(list),
        MapExpr map => new MapNode(map.Position, Array.ConvertAll(map.Entries, e => new EntryNode(Plan(e.Key), Plan(e.Value), e.Optional))),
        StructExpr message => PlanStruct(message),
        Comprehension comprehension => PlanComprehension(comprehension),
        Block block => PlanBlock(block),
        _ => throw new InvalidOperationException($"There is no plan for {expression.GetType().Name}."),
    };

    private Node PlanIdent(Ident ident)
    {
        if (ident.Resolved is { } name)
            return new VariableNode(ident.Position, name);
        if (ident.TypeConstant is { } type)
            return new ConstantNode(ident.Position, CelValue.From(type));
        if (scope.Find(ident.Name) is >= 0 and var slot)
            return lazy.TryGetValue(slot, out Node? value) ? value : new LocalNode(ident.Position, slot);
        return Candidates(ident.Position, ident.Name, []);
    }

    /// <summary>A name with fields, neither of which was checked.</summary>
    private CandidatesNode Candidates(int position, string root, FieldName[] fields)
    {
        var candidates = new List<(string, FieldName[])>();
        for (int taken = fields.Length; taken >= 0; taken--)
        {
            string name = string.Join(".", new[] { root }.Concat(fields.Take(taken).Select(f => f.Text)));
            foreach (string candidate in Names.Candidates(environment.Container, name))
                candidates.Add((candidate, [.. fields.Skip(taken)]));
        }
        CelType? type = null;
        foreach (string candidate in Names.Candidates(environment.Container, string.Join(".", new[] { root }.Concat(fields.Select(f => f.Text)))))
            type ??= environment.FindType(candidate);
        return new CandidatesNode(position, [.. candidates], type is null ? CelValue.Null : CelValue.From(type));
    }

    private Node PlanSelect(Select select)
    {
        if (select.Qualified is { } qualified)
            return PlanIdent(qualified);
        FieldName[] path = Path(select, out Expr operand);
        // A chain that starts at an unchecked name may be a qualified name up to any of its dots.
        if (operand is Ident { Resolved: null, TypeConstant: null } root && scope.Find(root.Name) < 0)
        {
            if (!select.TestOnly)
                return Candidates(select.Position, root.Name, path);
            FieldName[] before = [.. path.Take(path.Length - 1)];
            return new HasNode(select.Position, Candidates(select.Position, root.Name, before), [path[path.Length - 1]], environment.IsLenient);
        }
        Node source = operand is Select { Qualified: { } name } ? PlanIdent(name) : Plan(operand);
        return select.TestOnly
            ? new HasNode(select.Position, source, path, environment.IsLenient)
            : new FieldsNode(select.Position, source, path, environment.IsLenient);
    }

    /// <summary>The fields that a chain of selections follows, and what it starts from.</summary>
    private static FieldName[] Path(Select select, out Expr operand)
    {
        int length = 1;
        for (operand = select.Operand; operand is Select { Qualified: null, TestOnly: false } inner; operand = inner.Operand)
            length++;
        var path = new FieldName[length];
        Select last = select;
        for (int i = length - 1; i > 0; i--)
        {
            path[i] = FieldName.Of(last.Field);
            last = (Select)last.Operand;
        }
        path[0] = FieldName.Of(last.Field);
        return path;
    }

    /// <summary>The steps of some expressions, after one that comes first where there is one.</summary>
    private Node[] PlanAll(Expr[] expressions, Expr? first = null)
    {
        int shift = first is null ? 0 : 1;
        var nodes = new Node[expressions.Length + shift];
        for (int i = 0; i < expressions.Length; i++)
            nodes[i + shift] = Plan(expressions[i]);
        if (first is not null)
            nodes[0] = Plan(first);
        return nodes;
    }

    private Node PlanList(ListExpr list)
    {
        Node[] items = PlanAll(list.Items);
        if (list.Optional is not null || !Array.TrueForAll(items, i => i is ConstantNode))
            return new ListNode(list.Position, items, list.Optional);
        CelValue[] values = Array.ConvertAll(items, i => ((ConstantNode)i).Value);
        return new ConstantNode(
            list.Position,
            CelValue.From(ConstantList.OfConstants(values)),
            environment.FreeConstantLists ? 0 : 10 + items.Sum(i => ((ConstantNode)i).Cost));
    }

    private Node PlanStruct(StructExpr message)
    {
        string? name = message.Resolved;
        if (name is null)
            foreach (string candidate in Names.Candidates(environment.Container, message.TypeName))
                name ??= environment.FindType(candidate)?.Name;
        if (name is null || environment.TypeProvider is null)
            return new FailingNode(message.Position, $"unknown type: {message.TypeName}");
        return new StructNode(
            message.Position,
            name,
            Array.ConvertAll(message.Fields, f => new FieldNode(f.Name, Plan(f.Value), f.Optional)),
            environment.TypeProvider);
    }
}
