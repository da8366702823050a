using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Evaluation;

/// <summary>A chain of &amp;&amp; or ||: decided by any term, whatever the others' errors.</summary>
internal sealed class LogicNode(int position, Node[] terms, bool decisive) : Node(position)
{
    private readonly long decisive = decisive ? 1 : 0;

    public override CelValue Eval(Frame frame)
    {
        CelFailure? failure = null;
        foreach (Node term in terms)
        {
            CelValue value = term.Eval(frame);
            if (value.IsBool)
            {
                if (value.Bits == this.decisive)
                    return value;
            }
            else
                failure = Absorb(failure, value);
        }
        return failure is null ? CelValue.From(this.decisive == 0) : CelValue.From(failure);
    }

    // Unknown outweighs an error: known later, it may still decide.
    private CelFailure Absorb(CelFailure? before, CelValue value)
    {
        CelFailure now = value.Failure ?? At(Errors.NoSuchOverload).Failure!;
        if (before is null)
            return now;
        if (before.Kind == CelKind.Unknown)
            return now.Kind == CelKind.Unknown ? CelFailure.Merge(before, now) : before;
        return now.Kind == CelKind.Unknown ? now : before;
    }
}

internal sealed class NotNode(int position, Node operand) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        CelValue value = operand.Eval(frame);
        frame.Charge(1);
        return value.IsBool ? CelValue.From(value.Bits == 0) : value.IsFailure ? value : At(Errors.NoSuchOverloadOf(Operators.Not, value));
    }
}

internal sealed class NotStrictlyFalseNode(int position, Node operand) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        CelValue value = operand.Eval(frame);
        frame.Charge(1);
        return CelValue.From(!value.IsFalse);
    }
}

internal sealed class ConditionalNode(int position, Node condition, Node then, Node otherwise) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        CelValue value = condition.Eval(frame);
        return value.IsBool ? (value.Bits != 0 ? then : otherwise).Eval(frame) : value.IsFailure ? value : At(Errors.NoSuchOverload);
    }
}

internal sealed class EqualNode(int position, Node left, Node right, bool negated) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        CelValue a = left.Eval(frame);
        CelValue b = right.Eval(frame);
        if (a.Reference is CelFailure)
            return a;
        if (b.Reference is CelFailure)
            return b;
        if (ReferenceEquals(a.Reference, b.Reference) && a.Reference is ScalarTag && !a.IsDouble)
        {
            frame.Charge(1);
            return CelValue.From((a.Bits == b.Bits) != negated);
        }
        frame.Charge(CallCosts.Equality(a, b));
        return CelValue.From(Equality.AreEqual(a, b) != negated);
    }
}
