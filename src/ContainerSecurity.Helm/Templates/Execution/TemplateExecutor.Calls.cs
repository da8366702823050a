using ContainerSecurity.Helm.Templates.Parsing;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>Functions and their arguments.</summary>
internal sealed partial class TemplateExecutor
{
    private GoFunction FunctionOf(IdentifierNode node) =>
        set.FindFunction(node.Name) ?? throw Error($"{GoQuote.Quote(node.Name)} is not a defined function");

    /// <summary>Calls a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="whole">The part of the template that errors of the function stand at.</param>
    /// <param name="given">Its arguments.</param>
    private GoValue Call(GoFunction function, TemplateNode whole, Given given)
    {
        int count = given.Count;
        if (function.IsVariadic ? count < function.Required : count != function.Required)
            throw Error($"wrong number of args for {function.Name}: want {(function.IsVariadic ? "at least " : "")}{function.Required} got {count}");
        if (BuiltInFunctions.IsShortCircuit(function, out bool deciding))
            return CallShortCircuit(given, deciding);
        var arguments = new GoValue[count];
        for (int i = 1; i < given.Operands.Count; i++)
            arguments[i - 1] = EvaluateArgument(given.Dot, function.ParameterAt(i - 1), given.Operands[i]);
        if (given.Final is not null)
            arguments[count - 1] = Fit(given.Final, function.ParameterAt(count - 1));
        try
        {
            return BuiltInFunctions.IsCall(function)
                ? CallValue(arguments, given.Operands.Count > 1 ? Written(given.Operands[1]) : "the value")
                : Charged(Run(function, arguments));
        }
        catch (Exception failure) when (failure is GoFunctionException or InvalidCastException or ArgumentException or ArithmeticException)
        {
            // Go takes a function that panics, as on a value of a type it does not expect, for one that fails.
            At(whole);
            throw Error($"error calling {function.Name}: {failure.Message}", failure);
        }
    }

    private GoValue Run(GoFunction function, GoValue[] arguments)
    {
        if (function.Steps > 0 && !budget.TrySteps(function.Steps))
            throw new GoFunctionException($"the template takes more than {budget.MaximumSteps} steps");
        return set.Undecided is null || !Array.Exists(arguments, UnknownValue.IsIn) ? function.Body(arguments) : OpenCalls.Call(function, arguments);
    }

    /// <summary>Counts what a function has built, for a variable can hold it without printing it.</summary>
    private GoValue Charged(GoValue result)
    {
        int size = result switch { TextValue text => text.Text.Length, ListValue list => list.Items.Count, _ => 0 };
        return budget.TryPrint(size) ? result : throw new GoFunctionException($"the template builds more than {budget.MaximumCharacters} characters");
    }

    /// <summary><c>and</c> and <c>or</c> evaluate their arguments only up to the one that decides.</summary>
    private GoValue CallShortCircuit(Given given, bool deciding)
    {
        GoValue value = Missing.Value;
        bool isOpen = false;
        for (int i = 1; i < given.Operands.Count; i++)
        {
            value = isOpen ? EvaluateGuarded(given.Dot, given.Operands[i]) : EvaluateArgument(given.Dot, GoType.Reflected, given.Operands[i]);
            bool? truth = TruthOf(value);
            if (truth == deciding)
                return isOpen && deciding ? UnknownValue.Present : value;
            isOpen |= truth is null;
        }
        if (given.Final is not null)
            value = Fit(given.Final, GoType.Reflected);
        return isOpen ? UnknownValue.WithTruth(TruthOf(value) == deciding ? deciding : null) : value;
    }

    /// <summary>Evaluates what another argument may keep from being evaluated; where it fails, that is what it does.</summary>
    private GoValue EvaluateGuarded(GoValue dot, OperandNode node)
    {
        try
        {
            return EvaluateArgument(dot, GoType.Reflected, node);
        }
        catch (TemplateException failure) when (!failure.IsFinal)
        {
            return UnknownValue.Undecided;
        }
    }

    private static GoValue CallValue(GoValue[] arguments, string name)
    {
        GoValue callee = arguments[0].WithoutInterface();
        if (callee is UnknownValue)
            return UnknownValue.Undecided;
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
                return Fit(EvaluateFields(dot, field.Fields, field, Given.Nothing(dot)), type);
            case VariableNode variable:
                return Fit(EvaluateVariable(variable, Given.Nothing(dot)), type);
            case PipelineNode pipeline:
                return Fit(Evaluate(dot, pipeline), type);
            case IdentifierNode identifier:
                return Fit(Call(FunctionOf(identifier), identifier, Given.Nothing(dot)), type);
            case ChainNode chain:
                return Fit(EvaluateChain(chain, Given.Nothing(dot)), type);
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
        type.Bits switch { 8 => type.Kind == GoKind.Uint ? unchecked((byte)value) : unchecked((sbyte)value), 32 => type.Kind == GoKind.Uint ? unchecked((uint)value) : unchecked((int)value), _ => value };

    /// <summary>Holds a value against the type of a parameter.</summary>
    private GoValue Fit(GoValue value, GoType? type)
    {
        if (type is null)
            return value;
        if (!value.IsValid)
            return type.CanBeNil ? Zeros.Of(type) : throw Error($"invalid value; expected {type}");
        if (type.Kind == GoKind.Reflected || value is UnknownValue || value.Type.IsAssignableTo(type))
            return value;
        throw Error($"wrong type for value; expected {type}; got {value.Type}");
    }
}
