namespace ContainerSecurity.Helm.Templates;

/// <summary>What an execution may take, so that no template runs for ever or fills the memory. One budget serves all that a chart executes.</summary>
internal sealed class TemplateBudget
{
    private readonly long maximumSteps = 20_000_000;
    private readonly long maximumCharacters = 256 * 1024 * 1024;
    private long steps;
    private long characters;
    private long stepsEnd = 20_000_000;
    private long charactersEnd = 256 * 1024 * 1024;
    private int depth;

    /// <summary>How many parts of templates may be executed.</summary>
    public long MaximumSteps
    {
        get => maximumSteps;
        init => maximumSteps = stepsEnd = value;
    }

    /// <summary>How many characters and elements of lists may be printed and built.</summary>
    public long MaximumCharacters
    {
        get => maximumCharacters;
        init => maximumCharacters = charactersEnd = value;
    }

    /// <summary>How deep templates may execute each other. Helm goes on to 1,000 of one name, which no chart comes near.</summary>
    public int MaximumDepth { get; init; } = 500;

    /// <summary>Begins a template that may take a quarter of all at most, so that one that takes too much leaves something for the others.</summary>
    public void BeginShare()
    {
        const int Shares = 4;
        depth = 0;
        stepsEnd = Math.Min(maximumSteps, steps + (maximumSteps / Shares));
        charactersEnd = Math.Min(maximumCharacters, characters + (maximumCharacters / Shares));
    }

    /// <summary>Takes a step; false where none is left.</summary>
    public bool TryStep() => ++steps <= stepsEnd;

    /// <summary>Takes many steps at once; false where not as many are left.</summary>
    public bool TrySteps(long count) => (steps += count) <= stepsEnd;

    /// <summary>Takes characters; false where not as many are left.</summary>
    public bool TryPrint(int count) => (characters += count) <= charactersEnd;

    /// <summary>Goes one template deeper; false where that is too deep.</summary>
    public bool TryEnter()
    {
        if (depth >= MaximumDepth)
            return false;
        depth++;
        return true;
    }

    /// <summary>Comes back from where <see cref="TryEnter"/> went.</summary>
    public void Leave() => depth--;
}
