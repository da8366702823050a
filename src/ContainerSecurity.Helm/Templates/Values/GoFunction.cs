namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>A function that templates can call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The types of its parameters; of a variadic one, the last is that of each further argument.</param>
/// <param name="IsVariadic">Whether it takes any number of last arguments.</param>
/// <param name="Result">The type of what it gives.</param>
/// <param name="Body">What it does; it fails with a <see cref="GoFunctionException"/>.</param>
internal sealed record GoFunction(string Name, GoType[] Parameters, bool IsVariadic, GoType Result, Func<GoValue[], GoValue> Body)
{
    /// <summary>How many steps of a budget a call takes besides its own; 0 unless it takes its time.</summary>
    public long Steps { get; init; }

    /// <summary>The number of arguments that must be there.</summary>
    public int Required => Parameters.Length - (IsVariadic ? 1 : 0);

    /// <summary>The type as Go prints it.</summary>
    public string Signature =>
        $"func({string.Join(", ", Parameters.Select((p, i) => IsVariadic && i == Parameters.Length - 1 ? "..." + p.Name : p.Name))}) {Result.Name}";

    /// <summary>The type that an argument must have.</summary>
    public GoType ParameterAt(int index) => Parameters[Math.Min(index, Parameters.Length - 1)];
}
