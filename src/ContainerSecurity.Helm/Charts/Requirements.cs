using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Values;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Charts;

/// <summary>Switches the charts that another names as its dependencies on and off, renames them, and imports their values.</summary>
internal static class Requirements
{
    /// <summary>Settles the dependencies of a chart, which is changed.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="values">The user's values.</param>
    /// <param name="rules">The rules of the version of Helm; null for those of the default one.</param>
    /// <exception cref="ChartException">A dependency is not there.</exception>
    /// <exception cref="FormatException">The values do not fit.</exception>
    public static void Process(Chart chart, MapValue values, HelmRules? rules = null)
    {
        string[] missing = MissingFrom(chart);
        if (missing.Length > 0)
            throw new ChartException($"missing dependencies: {string.Join(", ", missing)}");
        Enable(chart, values, "", rules ?? HelmRules.Default);
        Import(chart, rules ?? HelmRules.Default);
    }

    /// <summary>Takes away dependencies that a chart names and that are not there, so that the rest can be rendered.</summary>
    /// <returns>Their names.</returns>
    public static IReadOnlyList<string> LeaveOutMissing(Chart chart)
    {
        string[] missing = MissingFrom(chart);
        if (missing.Length > 0 && chart.Metadata["dependencies"] is ListValue listed)
            chart.Metadata.Set("dependencies", new ListValue(listed.Type, [.. listed.Items.Where(i => !IsNamed(i, missing))], listed.Origin));
        return missing;
    }

    private static bool IsNamed(GoValue dependency, string[] names) =>
        dependency is MapValue map && map["name"] is TextValue name && names.Contains(name.Text);

    private static string[] MissingFrom(Chart chart) =>
        [.. Requirement.AllOf(chart).Where(r => !chart.Dependencies.Exists(d => d.Name == r.Name)).Select(r => r.Name)];

    private static void Enable(Chart chart, MapValue values, string path, HelmRules rules)
    {
        List<Requirement> requirements = Requirement.AllOf(chart);
        if (requirements.Count == 0)
            return;
        List<Chart> settled = [.. chart.Dependencies.Where(d => !requirements.Exists(r => r.Fits(d)))];
        foreach (Requirement requirement in requirements)
            if (chart.Dependencies.Find(requirement.Fits) is { } found)
                settled.Add(found.Copy(requirement.EffectiveName));
        chart.Dependencies.Clear();
        chart.Dependencies.AddRange(settled);
        MapValue all = ValuesMerge.Coalesce(chart, values, rules: rules);
        HashSet<string> disabled = [.. requirements.Where(r => !r.IsEnabled(all, path)).Select(r => r.EffectiveName)];
        chart.Dependencies.RemoveAll(d => disabled.Contains(d.Name));
        chart.Requirements = [.. requirements.Where(r => !disabled.Contains(r.EffectiveName))];
        foreach (Chart dependency in chart.Dependencies)
            Enable(dependency, all, $"{path}{dependency.Name}.", rules);
    }

    /// <summary>Takes values of sub-charts into those of a chart, which win.</summary>
    private static void Import(Chart chart, HelmRules rules)
    {
        foreach (Chart dependency in chart.Dependencies)
            Import(dependency, rules);
        if (chart.Requirements.Count == 0)
            return;
        MapValue values = ValuesMerge.Coalesce(chart, new MapValue(GoType.Map), keepsNulls: true, rules);
        var imported = new MapValue(GoType.Map);
        foreach (Requirement requirement in chart.Requirements)
            foreach ((string child, string parent) in requirement.Imports)
                if (Requirement.Find(values, $"{requirement.EffectiveName}.{child}") is MapValue table)
                    imported = ValuesMerge.Tables(imported, At(parent, (MapValue)Functions.MapFunctions.Copy(table)), keepsNulls: true);
        chart.Values = ValuesMerge.Tables(rules.ImportsOverNulls ? ValuesMerge.WithoutNulls(values) : values, imported, keepsNulls: true);
    }

    private static MapValue At(string path, MapValue table)
    {
        if (path is "." or "")
            return table;
        foreach (string name in path.Split('.').Reverse())
        {
            var outer = new MapValue(GoType.Map);
            outer.Set(name, table);
            table = outer;
        }
        return table;
    }
}
