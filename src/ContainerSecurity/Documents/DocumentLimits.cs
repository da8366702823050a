namespace ContainerSecurity.Documents;

/// <summary>Bounds on what is read, so that hostile input costs an error and not the process.</summary>
public sealed class DocumentLimits
{
    /// <summary>The bounds used where nothing else is asked for.</summary>
    public static DocumentLimits Default { get; } = new();

    /// <summary>Deepest nesting of mappings and lists. The default value is 128.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>Longest text of one source in UTF-16 units. The default value is 16 Mi.</summary>
    public int MaxLength { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most nodes that the aliases and merge keys of one document may add. The default value is 400,000.</summary>
    public int MaxAliasedNodes { get; init; } = 400_000;

    /// <summary>Most values of one JSON text. The default value is unlimited, because the text's length bounds them.</summary>
    public int MaxNodes { get; init; } = int.MaxValue;

    /// <summary>Most errors kept for one source. The default value is 100.</summary>
    public int MaxErrors { get; init; } = 100;
}
