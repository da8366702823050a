namespace ContainerSecurity.Cel.Evaluation;

/// <summary>A comprehension of no known shape.</summary>
internal sealed class FoldNode(
    int position,
    Node range,
    int slot,
    int slot2,
    int accumulator,
    Node init,
    Node condition,
    Node step,
    Node result) : ComprehensionNode(position, range, slot, slot2)
{
    protected override State Start(Frame frame, int count)
    {
        frame.Locals[accumulator] = init.Eval(frame);
        return default;
    }

    protected override Pass Step(Frame frame, ref State state)
    {
        if (!condition.Eval(frame).IsTrue)
            return Pass.Stop;
        frame.Locals[accumulator] = step.Eval(frame);
        return Pass.Next;
    }

    protected override CelValue Finish(Frame frame, ref State state) => result.Eval(frame);
}

/// <summary>A name for a value within an expression.</summary>
internal sealed class BindNode(int position, int slot, Node init, Node result) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        frame.Charge(10);
        frame.Locals[slot] = init.Eval(frame);
        return result.Eval(frame);
    }
}

/// <summary>Forgets what a block's values were, then evaluates its result.</summary>
internal sealed class BlockNode(int position, int[] slots, Node result) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        foreach (int slot in slots)
            frame.Locals[slot] = default;
        return result.Eval(frame);
    }
}

/// <summary>A value of a block: evaluated when it is first asked for.</summary>
internal sealed class BlockValueNode(int position, int slot, Node value) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        if (frame.Locals[slot].Reference is null)
            frame.Locals[slot] = value.Eval(frame);
        return frame.Locals[slot];
    }
}
