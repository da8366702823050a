namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>What a scalar is.</summary>
internal enum ScalarTag
{
    /// <summary>What its text says, as that of a word without quotes.</summary>
    Open,

    /// <summary>A text, whatever it looks like.</summary>
    Text,

    /// <summary>Null.</summary>
    Null,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Float,

    /// <summary>A date.</summary>
    Timestamp,
}
