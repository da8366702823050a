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

    /// <summary>Where what is not decided is noted; null (the default) where all values are known.</summary>
    public Undecided? Undecided { get; init; }

    /// <summary>The rules of the version of Helm.</summary>
    public HelmRules Rules { get; init; } = HelmRules.Default;

    /// <summary>Renders a chart and those it brings with it.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="values">The values, defaults included.</param>
    /// <returns>What each template prints, by the template's name with the chart's before it, in the order of execution.</returns>
    /// <exception cref="ChartException">The chart cannot be installed, or not on such a cluster.</exception>
    /// <exception cref="TemplateException">A template cannot be parsed, or fails.</exception>
    public IReadOnlyList<(string Name, TracedText Text)> Render(Chart chart, MapValue values)
    {
        if (Refusal(chart) is { } refusal)
            throw new ChartException(refusal);
        return [.. RenderEach(chart, values, isOpen: false).Select(r => r.Failure is { } failure ? throw failure : (r.Name, r.Text!))];
    }

    /// <summary>Why Helm does not install a chart; null where it does.</summary>
    public string? Refusal(Chart chart)
    {
        if (chart.Text("type") is not ("" or "application") and var type)
            return $"{type} charts are not installable";
        if (chart.Text("kubeVersion") is not { Length: > 0 } wanted)
            return null;
        SemanticVersion? version = SemanticVersion.Parse(capabilities.KubernetesVersion);
        SemanticVersion? compared = version is not null && Rules.ComparesReleasesOnly ? version with { Prerelease = "", Metadata = "" } : version;
        return compared is null || VersionConstraint.Parse(wanted)?.Allows(compared) != true
            ? $"chart requires kubeVersion: {wanted} which is incompatible with Kubernetes {capabilities.KubernetesVersion}"
            : null;
    }

    /// <summary>Renders each template of a chart and of those it brings with it.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="values">The values, defaults included.</param>
    /// <param name="isOpen">Whether a template that fails leaves the others to be rendered; else it is the last.</param>
    public IEnumerable<RenderedFile> RenderEach(Chart chart, MapValue values, bool isOpen)
    {
        List<(string Name, TemplateText Text, MapValue Dot)> templates = [];
        Collect(chart, chart.Name, values, isRoot: true, templates);
        // The deepest path first, so that a parent's template of a name replaces a sub-chart's.
        templates.Sort((x, y) => Compare(y.Name, x.Name));
        var set = new TemplateSet(Undecided is null ? SprigFunctions.All : OpenFunctions.Of(SprigFunctions.All))
        {
            MissingKey = isStrict ? MissingKey.Error : MissingKey.Zero,
            Undecided = Undecided,
        };
        set.Add(new ChartFunctions(set, budget).All);
        HashSet<string> broken = [];
        foreach ((string name, TemplateText text, _) in templates)
            if (Attempt(() => set.Add(text)) is { } failure)
            {
                broken.Add(name);
                yield return new RenderedFile(name, text, null, failure);
                if (!isOpen)
                    yield break;
            }
        foreach ((string name, TemplateText text, MapValue dot) in templates)
        {
            if (PathFunctions.Base(name).StartsWith('_') || broken.Contains(name))
                continue;
            if (isOpen)
                budget.BeginShare();
            TracedText? rendered = null;
            TemplateException? failure = Attempt(() => rendered = Execute(set, name, dot, chart.Name));
            yield return new RenderedFile(name, text, rendered, failure);
            if (failure is not null && !isOpen)
                yield break;
        }
    }

    private TracedText Execute(TemplateSet set, string name, MapValue dot, string chart)
    {
        dot.Set("Template", TemplateOf(name, chart));
        TracedText printed = set.Execute(name, dot, budget);
        try
        {
            return StringFunctions.Replace(printed, ChartFunctions.NoValue, TracedText.Empty);
        }
        catch (GoFunctionException failure)
        {
            throw new TemplateException(TemplatePhase.Execution, $"template: {name}: {failure.Message}", name, 1);
        }
    }

    private static TemplateException? Attempt(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (TemplateException failure)
        {
            return failure;
        }
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
    private MapValue Collect(Chart chart, string path, MapValue values, bool isRoot, List<(string, TemplateText, MapValue)> templates)
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
                values.Set(dependency.Name, inner = new MapValue(GoType.Map) { IsOpen = values.IsOpen });
            children.Set(dependency.Name, Collect(dependency, $"{path}/charts/{dependency.Name}", inner, isRoot: false, templates));
        }
        dot.Set("Subcharts", children);
        foreach (ChartFile file in chart.Templates)
            if (!chart.IsLibrary || PathFunctions.Base(file.Name).StartsWith('_'))
            {
                string name = $"{path}/{file.Name}";
                templates.Add((name, new TemplateText(name, GoBytes.Text(file.Data)) { Path = chart.Folder + file.Name }, dot));
            }
        return dot;
    }
}
