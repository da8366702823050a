namespace ContainerSecurity.Documents;

/// <summary>How a scalar is written; it decides whether <c>true</c> is a boolean or text.</summary>
public enum ScalarStyle
{
    /// <summary>Without quotes: may be null, a boolean or a number.</summary>
    Plain,

    /// <summary>In single or double quotes: always text.</summary>
    Quoted,

    /// <summary>A literal (<c>|</c>) or folded (<c>&gt;</c>) block: always text.</summary>
    Block,
}
