using ContainerSecurity.Helm.Templates.Parsing;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>Pipelines, fields and variables.</summary>
internal sealed partial class TemplateExecutor
{
    private GoValue Evaluate(GoValue dot, PipelineNode pipeline)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        At(pipeline);
        GoValue? value = null;
        foreach (CommandNode command in pipeline.Commands)
            value = Evaluate(dot, command, value).WithoutInterface();
        foreach (string variable in pipeline.Variables)
            if (pipeline.IsAssignment)
                Assign(variable, value!);
            else
                variables.Add((variable, value!));
        return value!;
    }

    /// <summary>Evaluates a command.</summary>
    /// <param name="dot">The value of the dot.</param>
    /// <param name="command">The command.</param>
    /// <param name="final">The value of the command before, its last argument; null where it is the first.</param>
    private GoValue Evaluate(GoValue dot, CommandNode command, GoValue? final)
    {
        OperandNode first = command.Operands[0];
        switch (first)
        {
            case FieldNode field:
                At(field);
                return EvaluateFields(dot, field.Fields, field, new Given(dot, command.Operands, final));
            case ChainNode chain:
                return EvaluateChain(chain, new Given(dot, command.Operands, final));
            case IdentifierNode identifier:
                At(identifier);
                return Call(FunctionOf(identifier), command, new Given(dot, command.Operands, final));
            case PipelineNode pipeline:
                RefuseArguments(command, final);
                return Evaluate(dot, pipeline);
            case VariableNode variable:
                if (variable.Fields.Length == 0)
                {
                    At(variable);
                    RefuseArguments(command, final);
                }
                return EvaluateVariable(variable, new Given(dot, command.Operands, final));
        }
        At(first);
        RefuseArguments(command, final);
        return first switch
        {
            DotNode => dot,
            NilNode => throw Error("nil is not a command"),
            _ => EvaluateConstant(first),
        };
    }

    private void RefuseArguments(CommandNode command, GoValue? final)
    {
        if (final is not null || command.Operands.Count > 1)
            throw Error($"can't give argument to non-function {Written(command.Operands[0])}");
    }

    private GoValue EvaluateConstant(OperandNode node)
    {
        At(node);
        switch (node)
        {
            case BoolNode truth:
                return new BoolValue(truth.Value);
            case StringNode text:
                bool isExact = text.Written.Length == text.Value.Length + 2;
                Place place = isExact ? new Place(text.Source, text.Start + 1, text.Value.Length) : text.Place;
                return new TextValue(TracedText.Of(text.Value, new Trace(text.Value.Length, place, null, isExact)));
            case NumberNode number:
                return ConstantOf(number);
            default:
                throw Error($"can't evaluate command {GoQuote.Quote(Written(node))}");
        }
    }

    /// <summary>The value of a number without a type: an integer, unless it is written as another.</summary>
    private GoValue ConstantOf(NumberNode node)
    {
        NumberLiteral number = node.Value;
        bool isHexadecimal = node.Written.TrimStart('+', '-').StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && node.Written.AsSpan().IndexOfAny("pP") < 0;
        bool isCharacter = node.Written.StartsWith('\'');
        if (number.Imaginary is { } imaginary)
            return new ComplexValue(new System.Numerics.Complex(number.Float ?? 0, imaginary));
        if (number.Float is { } value && !isHexadecimal && !isCharacter && node.Written.AsSpan().IndexOfAny(".eEpP") >= 0)
            return new FloatValue(value);
        if (number.Signed is { } integer)
            return new IntegerValue(integer);
        throw Error($"{node.Written} overflows int");
    }


    private GoValue EvaluateChain(ChainNode node, Given given)
    {
        At(node);
        if (node.Operand is NilNode)
            throw Error($"indirection through explicit nil in {Written(node)}");
        return EvaluateFields(EvaluateArgument(given.Dot, null, node.Operand), node.Fields, node, given);
    }

    private GoValue EvaluateVariable(VariableNode node, Given given)
    {
        At(node);
        int at = variables.FindLastIndex(v => v.Name == node.Name);
        if (at < 0)
            throw Error($"undefined variable: {node.Name}");
        GoValue value = variables[at].Value;
        return node.Fields.Length == 0 ? value : EvaluateFields(value, node.Fields, node, given);
    }

    /// <summary>Follows fields; the last one may be a method, which gets the arguments.</summary>
    private GoValue EvaluateFields(GoValue receiver, string[] fields, TemplateNode node, Given given)
    {
        for (int i = 0; i < fields.Length; i++)
            receiver = EvaluateField(receiver, fields[i], node, i == fields.Length - 1 ? given : given.WithoutArguments);
        return receiver;
    }

    private GoValue EvaluateField(GoValue receiver, string field, TemplateNode node, Given given)
    {
        switch (receiver)
        {
            case UnknownValue unknown:
                return unknown.IsAbsent ? unknown : UnknownValue.Undecided;
            case Missing when set.MissingKey == MissingKey.Error:
                throw Error($"nil data; no entry for key {GoQuote.Quote(field)}");
            case Missing:
                return Missing.Value;
            case NilValue:
                throw Error($"nil pointer evaluating interface {{}}.{field}");
            case var _ when receiver.Method(field) is { } method:
                return Call(method, node, given);
            case ObjectValue or MapValue { HasIntegerKeys: false } when given.HasArguments:
                throw Error($"{field} is not a method but has arguments");
            case ObjectValue value:
                return value.Field(field) ?? throw Error($"can't evaluate field {field} in type {receiver.Type}");
            case MapValue { HasIntegerKeys: false } map:
                return map[field] ?? set.MissingKey switch
                {
                    MissingKey.Zero => map.Zero(),
                    MissingKey.Error => throw Error($"map has no entry for key {GoQuote.Quote(field)}"),
                    _ => Missing.Value,
                };
            default:
                throw Error($"can't evaluate field {field} in type {receiver.Type}");
        }
    }

    private static string Written(OperandNode node) => node.Source.Text.Substring(node.Start, node.Place.Length);
}
