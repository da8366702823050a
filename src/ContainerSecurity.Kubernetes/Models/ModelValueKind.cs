namespace ContainerSecurity.Kubernetes.Models;

/// <summary>What the values of a type are in JSON.</summary>
internal enum ModelValueKind
{
    /// <summary>A text, a number, or whatever else only its converter can write.</summary>
    Single,

    /// <summary>An object with fields.</summary>
    Object,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object with keys of its own.</summary>
    Dictionary,

    /// <summary>Whatever the value is.</summary>
    Anything,
}
