using ContainerSecurity.Images.Caching;

namespace ContainerSecurity.Images.Inspection;

/// <summary>Gathers what is to be remembered of a layer, unless that is too much.</summary>
internal sealed class LayerLesson
{
    /// <summary>The number of entries above which a layer is not remembered, but read each time; and of the characters in their paths.</summary>
    private const int MostEntries = 100_000;
    private const long MostCharacters = 10_000_000;

    private List<SeenEntry>? entries = [];
    private long characters;

    /// <summary>What was gathered; null where it is too much.</summary>
    public RememberedLayer? Learnt => entries is null ? null : new RememberedLayer(entries);

    public void Add(SeenEntry seen)
    {
        if (entries is null)
            return;
        characters += seen.Entry.Path.Length + (seen.Entry.LinkTarget?.Length ?? 0);
        if (entries.Count < MostEntries && characters <= MostCharacters)
            entries.Add(seen);
        else
            entries = null;
    }
}
