using ContainerSecurity.Helm.Templates.Parsing;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>What a function or method is given.</summary>
/// <param name="Dot">The value of the dot.</param>
/// <param name="Operands">The function and its arguments.</param>
/// <param name="Final">The last argument by a pipeline; null for none.</param>
internal readonly record struct Given(GoValue Dot, IReadOnlyList<OperandNode> Operands, GoValue? Final)
{
    /// <summary>The number of arguments.</summary>
    public int Count => Math.Max(0, Operands.Count - 1) + (Final is null ? 0 : 1);

    public bool HasArguments => Count > 0;

    public Given WithoutArguments => Nothing(Dot);

    public static Given Nothing(GoValue dot) => new(dot, [], null);
}
