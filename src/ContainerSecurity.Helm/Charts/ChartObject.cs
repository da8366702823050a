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

    private static readonly (string Field, string Key)[] Lists = [("Sources", "sources"), ("Keywords", "keywords"), ("Maintainers", "maintainers"), ("Dependencies", "dependencies")];

    public static MapValue Of(Chart chart, bool isRoot)
    {
        var map = new MapValue(GoType.Map);
        foreach ((string field, string key) in Texts)
            map.Set(field, chart.Metadata[key] is TextValue text ? text : GoValue.Of(""));
        map.Set("Name", GoValue.Of(chart.Name));
        foreach ((string field, string key) in Lists)
            map.Set(field, chart.Metadata[key] is ListValue list ? list : new ListValue(GoType.List, []));
        map.Set("Annotations", chart.Metadata["annotations"] ?? new MapValue(GoType.MapOf(GoType.String, GoType.String), isNil: true));
        map.Set("Deprecated", chart.Metadata["deprecated"] ?? GoValue.Of(false));
        map.Set("IsRoot", GoValue.Of(isRoot));
        return map;
    }
}
