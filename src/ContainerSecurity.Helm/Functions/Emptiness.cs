using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>What sprig takes for empty: nil, zero, false, and what has no elements.</summary>
internal static class Emptiness
{
    public static bool IsEmpty(GoValue value) => value is not FunctionValue && !value.IsTrue;
}
