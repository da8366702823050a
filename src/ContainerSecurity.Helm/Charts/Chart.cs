using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Charts;

/// <summary>A chart as it was read.</summary>
internal sealed class Chart
{
    /// <summary>What Chart.yaml says.</summary>
    public required MapValue Metadata { get; init; }

    /// <summary>The name, which a parent may have changed by an alias.</summary>
    public required string Name { get; set; }

    /// <summary>The files below templates/.</summary>
    public IReadOnlyList<ChartFile> Templates { get; init; } = [];

    /// <summary>The files that templates can read.</summary>
    public IReadOnlyList<ChartFile> Files { get; init; } = [];

    /// <summary>The values that values.yaml gives.</summary>
    public MapValue Values { get; set; } = new(GoType.Map);

    /// <summary>The charts that this one brings with it.</summary>
    public List<Chart> Dependencies { get; } = [];

    /// <summary>Whether it renders nothing itself.</summary>
    public bool IsLibrary => Text("type") == "library";

    /// <summary>A text of Chart.yaml; empty where there is none.</summary>
    public string Text(string name) => Metadata[name] is TextValue text ? text.Text : "";
}
