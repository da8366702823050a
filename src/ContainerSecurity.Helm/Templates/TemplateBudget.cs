namespace ContainerSecurity.Helm.Templates;

/// <summary>What an execution may take, so that no template runs for ever or fills the memory. One budget serves all that a chart executes.</summary>
internal sealed class TemplateBudget
{
    private long steps;
    private long characters;
    private int depth;

    /// <summary>How many parts of templates may be executed.</summary>
    public long MaximumSteps { get; init; } = 20_000_000;

    /// <summary>How many characters and elements of lists may be printed and built.</summary>
    public long MaximumCharacters { get; init; } = 256 * 1024 * 1024;

    /// <summary>How deep templates may execute each other. Helm goes on to 1,000 of one name, which no chart comes near.</summary>
    public int MaximumDepth { get; init; } = 500;

    /// <summary>Takes a step; false where none is left.</summary>
    public bool TryStep() => ++steps <= MaximumSteps;

    /// <summary>Takes characters; false where not as many are left.</summary>
    public bool TryPrint(int count) => (characters += count) <= MaximumCharacters;

    /// <summary>Goes one template deeper; false where that is too deep.</summary>
    public bool TryEnter() => ++depth <= MaximumDepth;

    /// <summary>Comes back from where <see cref="TryEnter"/> went.</summary>
    public void Leave() => depth--;
}
