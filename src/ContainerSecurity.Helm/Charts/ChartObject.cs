using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Charts;

/// <summary>What templates see of Chart.yaml: all its fields, those that are not there too.</summary>
internal static class ChartObject
{
    private static readonly (string Field, string Key)[] Texts =
    [
        ("Name", "name"), ("Home", "home"), ("Version", "version"), ("Description", "description"), ("Icon", "icon"), ("APIVersion", "apiVersion"),
        ("Condition", "condition"), ("Tags", "tags"), ("AppVersion", "appVersion"), ("KubeVersion", "kubeVersion"), ("Type", "type"),
    ];

    private static readonly (string Field, string Key)[] Maintainer = [("Name", "name"), ("Email", "email"), ("URL", "url")];

    private static readonly (string Field, string Key)[] Dependency =
    [
        ("Name", "name"), ("Version", "version"), ("Repository", "repository"), ("Condition", "condition"), ("Tags", "tags"),
        ("Enabled", "enabled"), ("ImportValues", "import-values"), ("Alias", "alias"),
    ];

    /// <summary>The fields of Chart.yaml that are texts, whatever YAML takes their words for.</summary>
    public static IEnumerable<string> TextKeys => Texts.Select(t => t.Key);

    public static MapValue Of(Chart chart, bool isRoot)
    {
        var map = new MapValue(GoType.Map);
        foreach ((string field, string key) in Texts)
            map.Set(field, chart.Metadata[key] is TextValue text ? text : GoValue.Of(""));
        map.Set("Name", GoValue.Of(chart.Name));
        map.Set("Sources", ListOf(chart, "sources", i => i));
        map.Set("Keywords", ListOf(chart, "keywords", i => i));
        map.Set("Maintainers", ListOf(chart, "maintainers", i => Named(i, Maintainer)));
        map.Set("Dependencies", ListOf(chart, "dependencies", i => Named(i, Dependency)));
        map.Set("Annotations", chart.Metadata["annotations"] ?? new MapValue(GoType.MapOf(GoType.String, GoType.String), isNil: true));
        map.Set("Deprecated", chart.Metadata["deprecated"] ?? GoValue.Of(false));
        map.Set("IsRoot", GoValue.Of(isRoot));
        return map;
    }

    private static ListValue ListOf(Chart chart, string key, Func<GoValue, GoValue> read) =>
        new(GoType.List, chart.Metadata[key] is ListValue list ? [.. list.Items.Select(read)] : []);

    private static GoValue Named(GoValue value, (string Field, string Key)[] fields)
    {
        if (value is not MapValue map)
            return value;
        var named = new MapValue(GoType.Map);
        foreach ((string field, string key) in fields)
            named.Set(field, map[key] ?? GoValue.Of(""));
        return named;
    }
}
