namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>Parts of a version of Maven after a dash or a change between digits and words.</summary>
internal sealed class MavenVersionList : MavenVersionItem
{
    private readonly List<MavenVersionItem> items = [];

    /// <summary>How many parts there are.</summary>
    public int Count => items.Count;

    public override bool IsNull => items.Count == 0;

    /// <summary>Adds a part.</summary>
    public void Add(MavenVersionItem item) => items.Add(item);

    /// <summary>Removes what means nothing: zeros at the end and before words.</summary>
    public void Normalize()
    {
        for (int i = items.Count - 1; i >= 0; i--)
            if (items[i].IsNull && (i == items.Count - 1 || BeginsWithWord(items[i + 1])))
                items.RemoveAt(i);
    }

    // Versions nest at most as deep as they are long, which the order bounds.
    public override int CompareTo(MavenVersionItem? other)
    {
        switch (other)
        {
            case null:
                foreach (MavenVersionItem item in items)
                    if (item.CompareTo(null) is var order and not 0)
                        return order;
                return 0;
            case MavenVersionList that:
                return CompareLists(that);
            case MavenVersionNumber:
                return -1;
            default:
                return 1;
        }
    }

    private static bool BeginsWithWord(MavenVersionItem item) =>
        item is MavenVersionWord
        || (item is MavenVersionList { Count: > 0 } list && list.items[0] is MavenVersionWord or MavenVersionCombination);

    private int CompareLists(MavenVersionList that)
    {
        for (int i = 0; i < Math.Max(items.Count, that.items.Count); i++)
        {
            MavenVersionItem? x = i < items.Count ? items[i] : null;
            MavenVersionItem? y = i < that.items.Count ? that.items[i] : null;
            int order = x is null ? -y!.CompareTo(null) : x.CompareTo(y);
            if (order != 0)
                return order;
        }

        return 0;
    }
}
