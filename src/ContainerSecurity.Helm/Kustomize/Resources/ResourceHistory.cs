using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Resources;

/// <summary>Where an object came from, and what changed it, as annotations tell it.</summary>
internal sealed class ResourceHistory
{
    /// <summary>Where it came from; null where nothing says so.</summary>
    public HistoryEntry? Source { get; set; }

    /// <summary>What changed it, in that order.</summary>
    public List<HistoryEntry> Transformations { get; } = [];

    public ResourceHistory Copy()
    {
        var copy = new ResourceHistory { Source = Source };
        copy.Transformations.AddRange(Transformations);
        return copy;
    }
}

/// <summary>A file that made or changed an object.</summary>
/// <param name="Path">The file, from the folder that the build began in; empty for what stands in another.</param>
/// <param name="ConfiguredIn">The file that configures a generator or transformer; empty where it is none.</param>
/// <param name="ConfiguredBy">The object that configures it, as its keys and texts; null where it is none.</param>
/// <param name="Origin">Where it is written.</param>
internal sealed record HistoryEntry(string Path, string ConfiguredIn, IReadOnlyList<(string Key, string Text)>? ConfiguredBy, Origin Origin);
