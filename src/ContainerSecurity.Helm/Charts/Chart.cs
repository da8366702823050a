using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Charts;

/// <summary>A chart as it was read.</summary>
internal sealed class Chart
{
    /// <summary>What Chart.yaml says.</summary>
    public required MapValue Metadata { get; init; }

    /// <summary>The name, which a parent may have changed by an alias.</summary>
    public required string Name { get; set; }

    /// <summary>The path of its folder, with a slash at the end; empty for the files that it was made of.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Its <c>values.schema.json</c>; null for none.</summary>
    public ChartFile? Schema { get; init; }

    /// <summary>The files below templates/.</summary>
    public IReadOnlyList<ChartFile> Templates { get; init; } = [];

    /// <summary>The files that templates can read.</summary>
    public IReadOnlyList<ChartFile> Files { get; init; } = [];

    /// <summary>The values that values.yaml gives.</summary>
    public MapValue Values { get; set; } = new(GoType.Map);

    /// <summary>The charts that this one brings with it.</summary>
    public List<Chart> Dependencies { get; } = [];

    /// <summary>The dependencies that Chart.yaml names and that are switched on, once they are settled.</summary>
    public IReadOnlyList<Requirement> Requirements { get; set; } = [];

    /// <summary>Whether it renders nothing itself.</summary>
    public bool IsLibrary => Text("type") == "library";

    /// <summary>A text of Chart.yaml; empty where there is none.</summary>
    public string Text(string name) => Metadata[name] is TextValue text ? text.Text : "";

    /// <summary>The chart under a name, with dependencies that can be settled apart from those of this one.</summary>
    public Chart Copy(string name)
    {
        var copy = new Chart { Metadata = Metadata, Name = name, Folder = Folder, Schema = Schema, Templates = Templates, Files = Files, Values = Values };
        copy.Dependencies.AddRange(Dependencies.Select(d => d.Copy(d.Name)));
        return copy;
    }
}
