using ContainerSecurity.Helm.Templates.Parsing;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>Functions and their arguments.</summary>
internal sealed partial class TemplateExecutor
{
    /// <summary>Calls a function.</summary>
    /// <param name="dot">The value of the dot.</param>
    /// <param name="identifier">Its name.</param>
    /// <param name="whole">The command that errors of the function stand at.</param>
    /// <param name="operands">The function and its arguments.</param>
    /// <param name="final">The last argument by a pipeline; null for none.</param>
    private GoValue Call(GoValue dot, IdentifierNode identifier, TemplateNode whole, List<OperandNode> operands, GoValue? final)
    {
        GoFunction function = set.FindFunction(identifier.Name) ?? throw Error($"{GoQuote.Quote(identifier.Name)} is not a defined function");
        int count = operands.Count - 1 + (final is null ? 0 : 1);
        if (function.IsVariadic ? count < function.Required : count != function.Required)
            throw Error($"wrong number of args for {function.Name}: want {(function.IsVariadic ? "at least " : "")}{function.Required} got {count}");
        if (BuiltInFunctions.IsShortCircuit(function, out bool deciding))
            return CallShortCircuit(dot, operands, final, deciding);
        var arguments = new GoValue[count];
        for (int i = 1; i < operands.Count; i++)
            arguments[i - 1] = EvaluateArgument(dot, function.ParameterAt(i - 1), operands[i]);
        if (final is not null)
            arguments[count - 1] = Fit(final, function.ParameterAt(count - 1));
        try
        {
            return BuiltInFunctions.IsCall(function)
                ? CallValue(arguments, operands.Count > 1 ? Written(operands[1]) : "the value")
                : function.Body(arguments);
        }
        catch (GoFunctionException failure)
        {
            At(whole);
            throw Error($"error calling {function.Name}: {failure.Message}", failure);
        }
    }

    /// <summary><c>and</c> and <c>or</c> evaluate their arguments only up to the one that decides.</summary>
    private GoValue CallShortCircuit(GoValue dot, List<OperandNode> operands, GoValue? final, bool deciding)
    {
        GoValue value = Missing.Value;
        for (int i = 1; i < operands.Count; i++)
        {
            value = EvaluateArgument(dot, GoType.Reflected, operands[i]);
            if (value.IsTrue == deciding)
                return value;
        }
        return final is null ? value : Fit(final, GoType.Reflected);
    }

    private static GoValue CallValue(GoValue[] arguments, string name)
    {
        GoValue callee = arguments[0].WithoutInterface();
        if (callee is Missing)
            throw new GoFunctionException("call of nil");
        if (callee is not FunctionValue { Function: var function })
            throw new GoFunctionException($"non-function {name} of type {callee.Type}");
        int count = arguments.Length - 1;
        if (function.IsVariadic ? count < function.Required : count != function.Required)
            throw new GoFunctionException($"wrong number of args for {name}: got {count} want {(function.IsVariadic ? "at least " : "")}{function.Required}");
        var given = new GoValue[count];
        for (int i = 0; i < count; i++)
            given[i] = BuiltInFunctions.Prepare(arguments[i + 1].WithoutInterface(), function.ParameterAt(i), $"arg {i}: ");
        return function.Body(given);
    }

    /// <summary>Evaluates an argument for a parameter of a type; null for any.</summary>
    private GoValue EvaluateArgument(GoValue dot, GoType? type, OperandNode node)
    {
        At(node);
        switch (node)
        {
            case DotNode:
                return Fit(dot, type);
            case NilNode:
                return type is { CanBeNil: true } ? Zeros.Of(type) : throw Error($"cannot assign nil to {type}");
            case FieldNode field:
                return Fit(EvaluateFields(dot, field, hasArguments: false), type);
            case VariableNode variable:
                return Fit(EvaluateVariable(variable, hasArguments: false), type);
            case PipelineNode pipeline:
                return Fit(Evaluate(dot, pipeline), type);
            case IdentifierNode identifier:
                return Fit(Call(dot, identifier, identifier, [identifier], null), type);
            case ChainNode chain:
                return Fit(EvaluateChain(dot, chain, hasArguments: false), type);
            default:
                return Convert(node, type ?? GoType.Interface);
        }
    }

    /// <summary>Makes a constant a value of a parameter's type.</summary>
    private GoValue Convert(OperandNode node, GoType type) =>
        (type.Kind, node) switch
        {
            (GoKind.Interface or GoKind.Reflected, _) => EvaluateConstant(node),
            (GoKind.Bool, BoolNode) or (GoKind.String, StringNode) => EvaluateConstant(node),
            (GoKind.Int, NumberNode { Value.Signed: { } signed }) => new IntegerValue(Wrapped(signed, type), type),
            (GoKind.Uint, NumberNode { Value.Unsigned: { } unsigned }) => new IntegerValue(Wrapped(unchecked((long)unsigned), type), type),
            (GoKind.Float, NumberNode { Value.Float: { } number }) => new FloatValue(number),
            (GoKind.Complex, NumberNode { Value: var number }) => new ComplexValue(new System.Numerics.Complex(number.Float ?? 0, number.Imaginary ?? 0)),
            (GoKind.Bool, _) => throw Error($"expected bool; found {Written(node)}"),
            (GoKind.String, _) => throw Error($"expected string; found {Written(node)}"),
            (GoKind.Int, _) => throw Error($"expected integer; found {Written(node)}"),
            (GoKind.Uint, _) => throw Error($"expected unsigned integer; found {Written(node)}"),
            (GoKind.Float, _) => throw Error($"expected float; found {Written(node)}"),
            _ => throw Error($"can't handle {Written(node)} for arg of type {type}"),
        };

    private static long Wrapped(long value, GoType type) =>
        type.Bits switch { 8 => type.Kind == GoKind.Uint ? unchecked((byte)value) : unchecked((sbyte)value), 32 => unchecked((int)value), _ => value };

    /// <summary>Holds a value against the type of a parameter.</summary>
    private GoValue Fit(GoValue value, GoType? type)
    {
        if (type is null)
            return value;
        if (!value.IsValid)
            return type.CanBeNil ? Zeros.Of(type) : throw Error($"invalid value; expected {type}");
        if (type.Kind == GoKind.Reflected || value.Type.IsAssignableTo(type))
            return value;
        throw Error($"wrong type for value; expected {type}; got {value.Type}");
    }
}
