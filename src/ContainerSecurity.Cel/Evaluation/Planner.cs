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
    private CandidatesNode Candidates(int position, string root, List<FieldName> fields)
    {
        var candidates = new List<(string, FieldName[])>();
        for (int taken = fields.Count; taken >= 0; taken--)
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
        var path = new List<FieldName>();
        Expr operand = select;
        while (operand is Select { Qualified: null } inner && (ReferenceEquals(inner, select) || !inner.TestOnly))
        {
            path.Insert(0, new FieldName(inner.Field));
            operand = inner.Operand;
        }
        // A chain that starts at an unchecked name may be a qualified name up to any of its dots.
        if (operand is Ident { Resolved: null, TypeConstant: null } root && scope.Find(root.Name) < 0)
        {
            FieldName last = path[path.Count - 1];
            if (!select.TestOnly)
                return Candidates(select.Position, root.Name, path);
            path.RemoveAt(path.Count - 1);
            return new HasNode(select.Position, Candidates(select.Position, root.Name, path), [last], environment.IsLenient);
        }
        Node source = operand is Select { Qualified: { } name } ? PlanIdent(name) : Plan(operand);
        return select.TestOnly
            ? new HasNode(select.Position, source, [.. path], environment.IsLenient)
            : new FieldsNode(select.Position, source, [.. path], environment.IsLenient);
    }

    private Node PlanList(ListExpr list)
    {
        Node[] items = Array.ConvertAll(list.Items, Plan);
        if (list.Optional is not null || !Array.TrueForAll(items, i => i is ConstantNode))
            return new ListNode(list.Position, items, list.Optional);
        CelValue[] values = Array.ConvertAll(items, i => ((ConstantNode)i).Value);
        return new ConstantNode(
            list.Position,
            CelValue.From(new ArrayList(values, values.Length)),
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
