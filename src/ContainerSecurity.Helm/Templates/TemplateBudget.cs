namespace ContainerSecurity.Helm.Templates;

/// <summary>What an execution may take, so that no template runs for ever or fills the memory. One budget serves all that a chart executes.</summary>
internal sealed class TemplateBudget
{
    private long steps;
    private long characters;

    /// <summary>How many parts of templates may be executed.</summary>
    public long MaximumSteps { get; init; } = 20_000_000;

    /// <summary>How many characters may be printed and built.</summary>
    public long MaximumCharacters { get; init; } = 64 * 1024 * 1024;

    /// <summary>How deep templates may execute each other.</summary>
    public int MaximumDepth { get; init; } = 1000;

    /// <summary>Takes a step; false where none is left.</summary>
    public bool TryStep() => ++steps <= MaximumSteps;

    /// <summary>Takes characters; false where not as many are left.</summary>
    public bool TryPrint(int count) => (characters += count) <= MaximumCharacters;
}
