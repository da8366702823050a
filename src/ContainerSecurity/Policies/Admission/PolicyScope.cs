using System.Collections.Concurrent;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>What the expressions of one policy may name. Variables have the types of their expressions, and each knows those before it.</summary>
internal sealed class PolicyScope
{
    /// <summary>With more variables, an environment is of one policy alone, and asks for types when they are needed.</summary>
    private const int MaxShared = 32;

    private const string Variables = "variables";
    private static readonly ConcurrentDictionary<int, CelEnvironment> Bases = new();
    private readonly CelEnvironment environment;
    private readonly string[] brought;

    /// <summary>Starts a scope.</summary>
    /// <param name="environment">What is there beside the policy's own variables.</param>
    /// <param name="brought">Variables that the engine brings.</param>
    public PolicyScope(CelEnvironment environment, params string[] brought)
    {
        this.environment = SharedEnvironments.Of(environment, "without variables", e => e.RemoveVariable(Variables));
        this.brought = brought;
    }

    /// <summary>The environment of the API server's own policies.</summary>
    /// <param name="minorVersion">The minor version of Kubernetes.</param>
    /// <param name="hasParameters">Whether there is a variable <c>params</c>.</param>
    public static CelEnvironment OfApiServer(int minorVersion, bool hasParameters)
    {
        CelEnvironment known = Bases.GetOrAdd(minorVersion, KubernetesEnvironment.CreateForAdmission);
        return hasParameters ? known : SharedEnvironments.Of(known, "without params", e => e.RemoveVariable("params"));
    }

    /// <summary>Whether a variable <c>variables</c> is there for conditions too, which are asked before there are any.</summary>
    public bool HasVariablesInConditions { get; init; }

    /// <summary>What expressions that change objects may name besides; null for nothing.</summary>
    public Func<CelEnvironment, CelEnvironment>? Patches { get; init; }

    /// <summary>The environment of match conditions.</summary>
    public CelEnvironment OfConditions => HasVariablesInConditions ? After([], 0) : environment;

    /// <summary>Whether there is a variable <c>variables</c> where the policy has none.</summary>
    public bool AlwaysHasVariables { get; init; }

    /// <summary>The environment of an expression that may read the first of some variables.</summary>
    public CelEnvironment After(IReadOnlyList<NamedExpression> variables, int count) => variables.Count + brought.Length == 0 && !AlwaysHasVariables
        ? environment
        : count > MaxShared
        ? environment.Extend(e => Declare(e, new VariableTypes(e.TypeProvider, variables, count, brought)))
        : OfTypes([.. variables.Take(count).Select(v => (v.Name, VariableTypes.Plain(v.Expression.ResultType)))]);

    /// <summary>The environment for variables of given types, which is the same wherever the types are.</summary>
    private CelEnvironment OfTypes((string Name, CelType Type)[] types)
    {
        string change = string.Concat(types.Select(t => $"{t.Name.Length}:{t.Name}={t.Type};")) + "+" + string.Join(",", brought);
        return SharedEnvironments.Of(environment, change, e => Declare(e, new VariableTypes(e.TypeProvider, types, brought)));
    }

    private static void Declare(CelEnvironmentBuilder builder, VariableTypes types)
    {
        builder.TypeProvider = types;
        builder.AddVariable(Variables, VariableTypes.Type);
    }
}
