using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>What one body of code does with a local variable.</summary>
internal sealed class LocalFacts
{
    /// <summary>The values that are assigned to the variable itself.</summary>
    public List<IOperation> Values { get; } = [];

    /// <summary>The changes made to what the variable holds, in source order.</summary>
    public List<Mutation> Mutations { get; } = [];

    /// <summary>Whether code that is not seen may change what the variable holds.</summary>
    public bool Escapes { get; set; }

    /// <summary>Whether the member gives the variable's value to its caller, who may change it.</summary>
    public bool IsReturned { get; set; }

    /// <summary>Whether the variable is given by reference, or changed in place.</summary>
    public bool IsRewritten { get; set; }

    /// <summary>The one value the variable ever has; null where there is none, or more than one.</summary>
    public IOperation? SingleValue => Values.Count == 1 && !IsRewritten ? Values[0] : null;
}
