namespace ContainerSecurity.Cel.Evaluation;

/// <summary>A planned step of an evaluation.</summary>
internal abstract class Node(int position)
{
    public int Position { get; } = position;

    public abstract CelValue Eval(Frame frame);

    /// <summary>Gives an error the place where it arose.</summary>
    protected CelValue At(CelValue value)
    {
        if (value.Reference is CelFailure { Offset: < 0, Kind: CelKind.Error } failure)
            failure.Offset = Position;
        return value;
    }
}

internal sealed class ConstantNode(int position, CelValue value, int cost = 0) : Node(position)
{
    public CelValue Value { get; } = value;

    /// <summary>What it costs: a list of constants is built once but paid for each time.</summary>
    public int Cost { get; } = cost;

    public override CelValue Eval(Frame frame)
    {
        if (Cost > 0)
            frame.Charge(Cost);
        return Value;
    }
}

/// <summary>Something that fails whenever it is asked for.</summary>
internal sealed class FailingNode(int position, string message) : Node(position)
{
    public override CelValue Eval(Frame frame) => At(CelValue.Error(message));
}

internal sealed class LocalNode(int position, int slot) : Node(position)
{
    public int Slot { get; } = slot;

    public override CelValue Eval(Frame frame) => frame.Local(Slot);
}

internal sealed class VariableNode(int position, string name) : Node(position)
{
    public string Name { get; } = name;

    public override CelValue Eval(Frame frame)
    {
        frame.Charge(1);
        return frame.Bindings.TryGet(Name, out CelValue value) ? value : At(CelValue.Error($"no such attribute(s): {Name}"));
    }
}

/// <summary>A name that was not checked: the longest candidate that is bound wins, the rest are fields.</summary>
internal sealed class CandidatesNode(int position, (string Name, FieldName[] Fields)[] candidates, CelValue fallback) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        frame.Charge(1);
        foreach ((string name, FieldName[] fields) in candidates)
        {
            if (!frame.Bindings.TryGet(name, out CelValue value))
                continue;
            if (fields.Length == 0)
                return value;
            frame.Charge(fields.Length);
            return At(FieldsNode.Follow(value, fields, fields.Length, isLenient: false));
        }
        return !fallback.IsNull
            ? fallback
            : At(CelValue.Error($"no such attribute(s): {string.Join(", ", candidates.Where(c => c.Fields.Length == 0).Select(c => c.Name).Distinct())}"));
    }
}
