using ContainerSecurity.Helm.Charts;
using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>Renders the templates of a chart as Helm does, without a cluster.</summary>
internal sealed class ChartRenderer(Release release, Capabilities capabilities, bool isStrict = false, TemplateBudget? budget = null)
{
    private const string Folder = "templates/";

    private readonly TemplateBudget budget = budget ?? new TemplateBudget();

    /// <summary>Renders a chart and those it brings with it.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="values">The values, defaults included.</param>
    /// <returns>What each template prints, by the template's name with the chart's before it, in the order of execution.</returns>
    /// <exception cref="ChartException">The chart cannot be installed, or not on such a cluster.</exception>
    /// <exception cref="TemplateException">A template cannot be parsed, or fails.</exception>
    public IReadOnlyList<(string Name, TracedText Text)> Render(Chart chart, MapValue values)
    {
        CheckInstallable(chart);
        List<(string Name, ChartFile File, MapValue Dot)> templates = [];
        Collect(chart, chart.Name, values, isRoot: true, templates);
        // The deepest path first, so that a parent's template of a name replaces a sub-chart's.
        templates.Sort((x, y) => Compare(y.Name, x.Name));
        var set = new TemplateSet(SprigFunctions.All) { MissingKey = isStrict ? MissingKey.Error : MissingKey.Zero };
        set.Add(new ChartFunctions(set, budget).All);
        foreach ((string name, ChartFile file, _) in templates)
            set.Add(new TemplateText(name, GoBytes.Text(file.Data)));
        List<(string, TracedText)> rendered = [];
        foreach ((string name, _, MapValue dot) in templates)
            if (!PathFunctions.Base(name).StartsWith('_'))
            {
                dot.Set("Template", TemplateOf(name, chart.Name));
                rendered.Add((name, StringFunctions.Replace(set.Execute(name, dot, budget), ChartFunctions.NoValue, TracedText.Empty)));
            }
        return rendered;
    }

    private void CheckInstallable(Chart chart)
    {
        if (chart.Text("type") is not ("" or "application") and var type)
            throw new ChartException($"{type} charts are not installable");
        if (chart.Text("kubeVersion") is not { Length: > 0 } wanted)
            return;
        SemanticVersion? version = SemanticVersion.Parse(capabilities.KubernetesVersion);
        if (version is null || VersionConstraint.Parse(wanted)?.Allows(version with { Prerelease = "", Metadata = "" }) != true)
            throw new ChartException($"chart requires kubeVersion: {wanted} which is incompatible with Kubernetes {capabilities.KubernetesVersion}");
    }

    private static int Compare(string x, string y)
    {
        int depth = x.Count(c => c == '/').CompareTo(y.Count(c => c == '/'));
        return depth != 0 ? depth : string.CompareOrdinal(x, y);
    }

    private static MapValue TemplateOf(string name, string chart)
    {
        int folder = name.IndexOf(Folder, StringComparison.Ordinal);
        var map = new MapValue(GoType.Map);
        map.Set("Name", GoValue.Of(name));
        map.Set("BasePath", GoValue.Of(folder < 0 ? chart : name.Substring(0, folder) + Folder.TrimEnd('/')));
        return map;
    }

    /// <summary>Gathers the templates of a chart and of its dependencies, each with the dot of its chart.</summary>
    private MapValue Collect(Chart chart, string path, MapValue values, bool isRoot, List<(string, ChartFile, MapValue)> templates)
    {
        var dot = new MapValue(GoType.Map);
        dot.Set("Chart", ChartObject.Of(chart, isRoot));
        dot.Set("Files", new FilesValue(chart.Files));
        dot.Set("Release", release.ToValue());
        dot.Set("Capabilities", capabilities.ToValue());
        dot.Set("Values", values);
        var children = new MapValue(GoType.Map);
        foreach (Chart dependency in chart.Dependencies)
        {
            if (values[dependency.Name] is not MapValue inner)
                values.Set(dependency.Name, inner = new MapValue(GoType.Map));
            children.Set(dependency.Name, Collect(dependency, $"{path}/charts/{dependency.Name}", inner, isRoot: false, templates));
        }
        dot.Set("Subcharts", children);
        foreach (ChartFile file in chart.Templates)
            if (!chart.IsLibrary || PathFunctions.Base(file.Name).StartsWith('_'))
                templates.Add(($"{path}/{file.Name}", file, dot));
        return dot;
    }
}
