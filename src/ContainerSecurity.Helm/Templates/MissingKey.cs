namespace ContainerSecurity.Helm.Templates;

/// <summary>What a key that a map does not have gives.</summary>
internal enum MissingKey
{
    /// <summary>No value, which prints as <c>&lt;no value&gt;</c>.</summary>
    Invalid,

    /// <summary>The zero of the map's element type.</summary>
    Zero,

    /// <summary>An error.</summary>
    Error,
}
