using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The variable <c>variables</c>: each is evaluated when it is first asked for, and once.</summary>
internal sealed class VariableMap(PolicyProgram program, EvaluationState state) : CelMap
{
    private readonly Dictionary<string, CelValue?> values = new(StringComparer.Ordinal);

    public override int Count => program.Variables.Count;

    public override IEnumerable<CelValue> Keys => program.Variables.Select(v => CelValue.From(v.Name));

    public override bool TryGet(CelValue key, out CelValue value)
    {
        value = default;
        return key.Kind == CelKind.String && TryGetField(key.AsString(), out value);
    }

    public override bool TryGetField(string name, out CelValue value)
    {
        if (values.TryGetValue(name, out CelValue? known))
        {
            value = known ?? CelValue.Error($"variable '{name}' depends on itself");
            return true;
        }
        if (program.FixedVariable(name, state) is { } given)
        {
            value = given;
            return true;
        }
        foreach (NamedExpression variable in program.Variables)
        {
            if (variable.Name != name)
                continue;
            values[name] = null;
            value = variable.Expression.Evaluate(state);
            if (value.IsError)
                value = CelValue.Error($"composited variable \"{name}\" fails to evaluate: {value.Failure!.Message}");
            values[name] = value;
            return true;
        }
        value = default;
        return false;
    }
}
