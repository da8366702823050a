namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>What is known about a variable of a build.</summary>
/// <param name="IsSet">Whether the variable is there.</param>
/// <param name="Text">Its value; null where it is not known.</param>
internal readonly record struct VariableValue(bool IsSet, string? Text)
{
    /// <summary>A variable that is surely not there.</summary>
    public static VariableValue Unset { get; } = new(false, "");

    /// <summary>A variable that may be there, with any value.</summary>
    public static VariableValue Unknown { get; } = new(true, null);

    /// <summary>Whether nothing is known about the value.</summary>
    public bool IsUnknown => Text is null;
}
