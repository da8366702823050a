namespace ContainerSecurity.Cel.Evaluation;

/// <summary>A call of one overload with one argument.</summary>
internal sealed class UnaryCallNode(int position, CelOverload[] overloads, Node argument) : Node(position)
{
    private readonly CelOverload first = overloads[0];
    private readonly CallCost? cost = CallCosts.Of(overloads);

    public override CelValue Eval(Frame frame)
    {
        CelValue a = argument.Eval(frame);
        if (a.Reference is CelFailure)
            return a;
        CelOverload overload = first;
        if (!overload.Accepts(0, a))
        {
            int i = 1;
            while (i < overloads.Length && !overloads[i].Accepts(0, a))
                i++;
            if (i == overloads.Length)
                return At(Errors.NoSuchOverloadOf(first.Function, a));
            overload = overloads[i];
        }
        CelValue result = overload.One!(a);
        frame.Charge(cost is null ? 1 : cost(a, default, result));
        return At(result);
    }
}

/// <summary>A call with two arguments.</summary>
internal sealed class BinaryCallNode(int position, CelOverload[] overloads, Node left, Node right) : Node(position)
{
    private readonly CelOverload first = overloads[0];
    private readonly CallCost? cost = CallCosts.Of(overloads);

    public override CelValue Eval(Frame frame)
    {
        CelValue a = left.Eval(frame);
        if (a.Reference is CelFailure)
            return a;
        CelValue b = right.Eval(frame);
        if (b.Reference is CelFailure)
            return b;
        CelOverload overload = first;
        if (!overload.Accepts(0, a) || !overload.Accepts(1, b))
        {
            int i = 1;
            while (i < overloads.Length && !(overloads[i].Accepts(0, a) && overloads[i].Accepts(1, b)))
                i++;
            if (i == overloads.Length)
                return At(Errors.NoSuchOverloadOf(first.Function, a, b));
            overload = overloads[i];
        }
        CelValue result = overload.Two!(a, b);
        frame.Charge(cost is null ? 1 : cost(a, b, result));
        return At(result);
    }
}

/// <summary>A call with none, or three and more arguments.</summary>
internal sealed class CallNode(int position, CelOverload[] overloads, Node[] arguments) : Node(position)
{
    private readonly CallCost? cost = CallCosts.Of(overloads);

    public override CelValue Eval(Frame frame)
    {
        var values = new CelValue[arguments.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Eval(frame);
            if (values[i].Reference is CelFailure)
                return values[i];
        }
        foreach (CelOverload overload in overloads)
        {
            if (!Fits(overload, values))
                continue;
            CelValue result = overload.Many is { } many ? many(values) : overload.None!();
            frame.Charge(cost is null ? 1 : cost(values.Length > 0 ? values[0] : default, values.Length > 1 ? values[1] : default, result));
            return At(result);
        }
        return At(Errors.NoSuchOverloadOf(overloads[0].Function, values));
    }

    private static bool Fits(CelOverload overload, CelValue[] values)
    {
        for (int i = 0; i < values.Length; i++)
            if (!overload.Accepts(i, values[i]))
                return false;
        return true;
    }
}
