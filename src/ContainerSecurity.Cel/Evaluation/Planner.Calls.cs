using ContainerSecurity.Cel.Parsing;
using ContainerSecurity.Cel.Regexes;

namespace ContainerSecurity.Cel.Evaluation;

internal sealed partial class Planner
{
    private Node PlanCall(Call call)
    {
        int at = call.Position;
        Expr[] a = call.Arguments;
        switch (call.Function)
        {
            case Operators.And or Operators.Or:
                var terms = new List<Node>();
                Flatten(call, call.Function, terms);
                return new LogicNode(at, [.. terms], decisive: call.Function == Operators.Or);
            case Operators.Conditional:
                return new ConditionalNode(at, Plan(a[0]), Plan(a[1]), Plan(a[2]));
            case Operators.Not:
                return new NotNode(at, Plan(a[0]));
            case Operators.NotStrictlyFalse:
                return new NotStrictlyFalseNode(at, Plan(a[0]));
            case Operators.Equal or Operators.NotEqual:
                return new EqualNode(at, Plan(a[0]), Plan(a[1]), call.Function == Operators.NotEqual);
            case Operators.Index:
                return new IndexNode(at, Plan(a[0]), Plan(a[1]));
            case Operators.OptionalIndex:
                return new OptionalIndexNode(at, Plan(a[0]), Plan(a[1]), environment.IsLenient);
            case Operators.OptionalSelect:
                return new OptionalSelectNode(at, Plan(a[0]), ((Literal)a[1]).Value.AsString(), environment.IsLenient);
        }
        CelOverload[] overloads = call.Overloads ?? Resolve(call);
        Node[] arguments = PlanAll(a, call.TargetIsNamespace ? null : call.Target);
        if (overloads.Length == 0)
            return new FailingNode(at, $"no such overload: {call.Function}");
        if (overloads[0].Id is Extensions.OptionalFunctions.Or or Extensions.OptionalFunctions.OrValue)
            return new OptionalOrNode(
                at,
                arguments[0],
                arguments[1],
                unwrap: overloads[0].Id == Extensions.OptionalFunctions.OrValue,
                environment.HasLenientOptionals);
        if (call.Function == "matches" && arguments[1] is ConstantNode { Value.Reference: string pattern } && CelRegex.TryCompile(pattern) is { } regex)
            return new MatchNode(at, arguments[0], regex, arguments[1], CallCosts.Of(overloads));
        return arguments.Length switch
        {
            1 when overloads[0].One is not null => new UnaryCallNode(at, overloads, arguments[0]),
            2 when overloads[0].Two is not null => new BinaryCallNode(at, overloads, arguments[0], arguments[1]),
            _ when overloads[0].Many is not null || overloads[0].None is not null => new CallNode(at, overloads, arguments),
            _ => new FailingNode(at, $"unbound function: {call.Function}"),
        };
    }

    private void Flatten(Expr expression, string function, List<Node> terms)
    {
        if (expression is Call call && call.Function == function)
        {
            Flatten(call.Arguments[0], function, terms);
            Flatten(call.Arguments[1], function, terms);
        }
        else
            terms.Add(Plan(expression));
    }

    /// <summary>The overloads of a call that was not checked; notes a target that is only a namespace.</summary>
    private CelOverload[] Resolve(Call call)
    {
        int count = call.Arguments.Length;
        if (call.Target is null || (QualifiedTarget(call.Target) is { } prefix && scope.Find(prefix.Split('.')[0]) < 0))
        {
            string name = call.Target is null ? call.Function : QualifiedTarget(call.Target) + "." + call.Function;
            foreach (string candidate in Names.Candidates(environment.Container, name))
            {
                if (!environment.Functions.TryGetValue(candidate, out CelOverload[]? functions))
                    continue;
                call.TargetIsNamespace = call.Target is not null;
                return Array.FindAll(functions, o => !o.IsMember && o.Parameters.Length == count);
            }
        }
        return environment.Functions.TryGetValue(call.Function, out CelOverload[]? methods)
            ? Array.FindAll(methods, o => o.IsMember == call.Target is not null && o.Parameters.Length == count + (o.IsMember ? 1 : 0)) : NoOverloads;
    }

    private static string? QualifiedTarget(Expr target) => target switch
    {
        Ident ident => ident.Name,
        Select { TestOnly: false } select when QualifiedTarget(select.Operand) is { } prefix => prefix + "." + select.Field,
        _ => null,
    };
}

/// <summary>or() and orValue(): the other side is asked only where the first has no value.</summary>
internal sealed class OptionalOrNode(int position, Node left, Node right, bool unwrap, bool isLenient) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        CelValue value = left.Eval(frame);
        frame.Charge(1);
        if (value.Reference is not CelOptional optional)
            return value.IsFailure || isLenient ? value : At(Errors.NoSuchOverloadOf(unwrap ? "orValue" : "or", value));
        return optional.HasValue ? (unwrap ? optional.Value : value) : right.Eval(frame);
    }
}

/// <summary>matches() with a pattern that is known before.</summary>
internal sealed class MatchNode(int position, Node operand, CelRegex regex, Node pattern, CallCost? cost) : Node(position)
{
    public override CelValue Eval(Frame frame)
    {
        CelValue text = operand.Eval(frame);
        if (text.Reference is not string s)
            return text.IsFailure ? text : At(Errors.NoSuchOverloadOf("matches", text, CelValue.From("")));
        bool match = regex.IsMatch(s);
        frame.Charge(cost is null ? 1 : cost(text, ((ConstantNode)pattern).Value, default));
        return CelValue.From(match);
    }
}
