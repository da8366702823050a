using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Evaluation;

internal sealed partial class Planner
{
    /// <summary>The values of blocks, by their places.</summary>
    private readonly Dictionary<int, Node> lazy = [];

    private Node PlanComprehension(Comprehension c)
    {
        if (c.Shape == ComprehensionShape.Bind)
        {
            Node bound = Plan(c.Init);
            int place = scope.Push(c.AccumulatorName);
            Node body = Plan(c.Result);
            scope.Pop();
            return new BindNode(c.Position, place, bound, body);
        }
        int at = c.Position;
        Node range = Plan(c.Range);
        Node? init = c.Shape == ComprehensionShape.General ? Plan(c.Init) : null;
        int accumulator = scope.Push(c.AccumulatorName);
        int slot = scope.Push(c.Variable);
        int slot2 = c.Variable2 is { } second ? scope.Push(second) : -1;
        Node loop = PlanLoop(c, at, range, slot, slot2, accumulator, init);
        if (slot2 >= 0)
            scope.Pop();
        scope.Pop();
        scope.Pop();
        return loop;
    }

    private Node PlanLoop(Comprehension c, int at, Node range, int slot, int slot2, int accumulator, Node? init)
    {
        var step = (Call)c.Step;
        switch (c.Shape)
        {
            case ComprehensionShape.All or ComprehensionShape.Exists:
                return new QuantifierNode(at, range, slot, slot2, Plan(step.Arguments[1]), decisive: c.Shape == ComprehensionShape.Exists);
            case ComprehensionShape.ExistsOne:
                return new ExistsOneNode(at, range, slot, slot2, Plan(step.Arguments[0]));
            case ComprehensionShape.General:
                return new FoldNode(at, range, slot, slot2, accumulator, init!, Plan(c.Condition), Plan(c.Step), Plan(c.Result));
        }
        Node? filter = null;
        if (step.Function == Operators.Conditional)
        {
            filter = Plan(step.Arguments[0]);
            step = (Call)step.Arguments[1];
        }
        if (c.Shape == ComprehensionShape.Collect)
            return new CollectNode(at, range, slot, slot2, filter, Plan(((ListExpr)step.Arguments[1]).Items[0]));
        bool entries = step.Arguments.Length == 2;
        return new CollectMapNode(at, range, slot, slot2, filter, Plan(step.Arguments[entries ? 1 : 2]), entries);
    }

    private BlockNode PlanBlock(Block block)
    {
        var slots = new List<int>();
        for (int i = 0; i < block.Values.Length; i++)
        {
            // Planned before its name exists: a value may use only those before it.
            Node value = Plan(block.Values[i]);
            int slot = scope.Push("@index" + i);
            lazy[slot] = new BlockValueNode(block.Values[i].Position, slot, value);
            slots.Add(slot);
        }
        Node result = Plan(block.Result);
        foreach (int _ in slots)
            scope.Pop();
        return new BlockNode(block.Position, [.. slots], result);
    }
}
