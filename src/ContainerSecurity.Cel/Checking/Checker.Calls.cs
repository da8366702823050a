using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Checking;

internal sealed partial class Checker
{
    /// <summary>The type variables of the overload that is tried.</summary>
    private readonly List<(string Name, CelType Variable)> fresh = [];

    private CelType CheckCall(Call call)
    {
        if (call.Function == Operators.OptionalSelect)
        {
            CelType result = CheckField(call, Check(call.Arguments[0]), ((Literal)call.Arguments[1]).Value.AsString(), optional: true);
            call.Arguments[1].Type = CelType.String;
            return result;
        }
        CelOverload[]? functions = null;
        if (call.Target is null)
        {
            functions = FindFunction(call.Function);
            if (functions is null)
            {
                foreach (Expr argument in call.Arguments)
                    Check(argument);
                Report(call, $"undeclared reference to '{call.Function}' (in container '{environment.Container}')");
                return CelType.Error;
            }
        }
        else if (QualifiedName(call.Target) is { } prefix && (functions = FindFunction(prefix + "." + call.Function)) is not null)
            call.TargetIsNamespace = true;
        bool member = call.Target is not null && !call.TargetIsNamespace;
        int shift = member ? 1 : 0;
        var arguments = new CelType[call.Arguments.Length + shift];
        // What is formatted may be of any types, wherever literals are strict.
        int mixed = call.Function == "format" ? 1 : 0;
        mixedLiterals += mixed;
        if (member)
            arguments[0] = Check(call.Target!);
        for (int i = 0; i < call.Arguments.Length; i++)
            arguments[i + shift] = Check(call.Arguments[i]);
        mixedLiterals -= mixed;
        if (member && !environment.Functions.TryGetValue(call.Function, out functions))
        {
            Report(call, $"undeclared reference to '{call.Function}' (in container '{environment.Container}')");
            return CelType.Error;
        }
        return Resolve(call, functions!, arguments, member);
    }

    private CelOverload[]? FindFunction(string name)
    {
        if (environment.Container.Length == 0 && name[0] != '.')
            return environment.Functions.TryGetValue(name, out CelOverload[]? direct) ? direct : null;
        foreach (string candidate in Names.Candidates(environment.Container, name))
            if (environment.Functions.TryGetValue(candidate, out CelOverload[]? functions))
                return functions;
        return null;
    }

    private CelType Resolve(Call call, CelOverload[] functions, CelType[] arguments, bool member)
    {
        int mark = AreOpen(arguments) ? -1 : types.Count;
        CelType? result = null;
        CelOverload? only = null;
        List<CelOverload>? several = null;
        foreach (CelOverload overload in functions)
        {
            if (overload.IsMember != member || overload.Parameters.Length != arguments.Length)
                continue;
            CelType[] parameters = overload.Parameters;
            CelType answer = overload.Result;
            if (overload.IsGeneric)
                (parameters, answer) = Instantiate(overload);
            if (!types.AreAssignable(arguments, parameters))
                continue;
            if (only is null)
                only = overload;
            else
                (several ??= [only]).Add(overload);
            answer = overload.IsGeneric ? types.Apply(answer, freeToDyn: false) : answer;
            if (result is null)
                result = answer;
            else if (result.TypeKind != CelTypeKind.Dyn && !CelType.Same(result, answer))
                result = CelType.Dyn;
        }
        // What the variables of overloads stand for counts no more, unless the result still mentions one.
        if (mark >= 0 && result?.IsOpen != true)
            types.Forget(mark);
        if (result is not null)
        {
            call.Overloads = several?.ToArray() ?? only!.Alone;
            if (environment.StrictLiterals && LiteralValidator.Problem(call) is { } problem)
                Report(problem.At, problem.Message);
            return result;
        }
        if (Array.Exists(arguments, a => a.TypeKind == CelTypeKind.Error))
            return CelType.Error;
        string[] shown = Array.ConvertAll(arguments, a => types.Apply(a, freeToDyn: true).ToString());
        string signature = member ? $"{shown[0]}.({string.Join(", ", shown.Skip(1))})" : $"({string.Join(", ", shown)})";
        Report(call, $"found no matching overload for '{functions[0].Function}' applied to '{signature}'");
        return CelType.Error;
    }

    private static bool AreOpen(CelType[] types)
    {
        foreach (CelType type in types)
            if (type.IsOpen)
                return true;
        return false;
    }

    /// <summary>A generic overload with fresh type variables.</summary>
    private (CelType[] Parameters, CelType Result) Instantiate(CelOverload overload)
    {
        fresh.Clear();
        var parameters = new CelType[overload.Parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = Rename(overload.Parameters[i]);
        return (parameters, Rename(overload.Result));
    }

    private CelType Rename(CelType type)
    {
        if (!type.IsOpen)
            return type;
        if (type.TypeKind != CelTypeKind.Parameter)
        {
            var items = new CelType[type.Items.Length];
            for (int i = 0; i < items.Length; i++)
                items[i] = Rename(type.Items[i]);
            return type.With(items);
        }
        foreach ((string name, CelType known) in fresh)
            if (name == type.Name)
                return known;
        CelType variable = types.NewVariable();
        fresh.Add((type.Name, variable));
        return variable;
    }
}
