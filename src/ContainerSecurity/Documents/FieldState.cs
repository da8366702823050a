namespace ContainerSecurity.Documents;

/// <summary>What is known about a field.</summary>
public enum FieldState
{
    /// <summary>The field is not there.</summary>
    Missing,

    /// <summary>The field may be there, but its value cannot be known; no rule fires on it.</summary>
    Unknown,

    /// <summary>The field is there and its value known.</summary>
    Known,
}
