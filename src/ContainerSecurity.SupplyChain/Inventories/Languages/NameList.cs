using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages;

/// <summary>Names for one note: the first are kept, the others counted.</summary>
internal sealed class NameList
{
    /// <summary>How many names a note shows.</summary>
    public const int MaxShown = 5;

    private readonly List<string> shown = [];

    /// <summary>How many names there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a name.</summary>
    public void Add(string name)
    {
        if (Count++ < MaxShown)
            shown.Add($"'{FileText.Quoted(name)}'");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Count > MaxShown ? $"{string.Join(", ", shown)} and {Count - MaxShown} more" : string.Join(", ", shown);
}
