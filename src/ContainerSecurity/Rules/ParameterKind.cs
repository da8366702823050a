namespace ContainerSecurity.Rules;

/// <summary>A kind of parameter: its words for people, its shape for a schema, and the check of a value.</summary>
/// <param name="Name">Such as <c>quantity</c>.</param>
/// <param name="Allowed">What is allowed, in words that follow “takes”.</param>
/// <param name="Problem">Says what is wrong with a value or an item, without a full stop; null where nothing is.</param>
internal sealed record ParameterKind(string Name, string Allowed, Func<string, string?> Problem)
{
    /// <summary>What a plain number counts; null where it counts nothing.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether a value is a list.</summary>
    public bool IsList { get; init; }

    /// <summary>The types of JSON that a value or an item may have.</summary>
    public IReadOnlyList<string> JsonTypes { get; init; } = ["string"];

    /// <summary>What a text has to match, for a schema; null where a schema cannot say it.</summary>
    public string? Pattern { get; init; }

    /// <summary>The smallest number allowed; null where a schema cannot say it.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The largest number allowed; null where a schema cannot say it.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The only words allowed; empty where words do not count.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
