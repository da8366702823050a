using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Charts;

/// <summary>A dependency that a chart names.</summary>
internal sealed record Requirement(
    string Name, string Alias, string Version, string Condition, IReadOnlyList<string> Tags, IReadOnlyList<(string Child, string Parent)> Imports)
{
    /// <summary>The name that its values and templates go by.</summary>
    public string EffectiveName => Alias.Length > 0 ? Alias : Name;

    /// <summary>The dependencies that a chart names.</summary>
    public static List<Requirement> AllOf(Chart chart) =>
        chart.Metadata["dependencies"] is ListValue list ? [.. list.Items.OfType<MapValue>().Select(Read)] : [];

    /// <summary>The value at a path of names; null where there is none.</summary>
    public static GoValue? Find(MapValue values, string path)
    {
        GoValue? at = values;
        foreach (string name in path.Split('.'))
            at = (at as MapValue)?[name];
        return at;
    }

    /// <summary>Whether a chart is the one that is named.</summary>
    public bool Fits(Chart chart)
    {
        if (chart.Name != Name)
            return false;
        if (Version.Length == 0)
            return true;
        return SemanticVersion.Parse(chart.Text("version")) is { } version && VersionConstraint.Parse(Version)?.Allows(version) == true;
    }

    /// <summary>Whether it is switched on: by the first condition that is a truth value, else by its tags.</summary>
    public bool IsEnabled(MapValue values, string path)
    {
        foreach (string condition in Condition.Trim().Split(','))
            if (condition.Length > 0 && Find(values, path + condition) is BoolValue decided)
                return decided.Value;
        var tags = values["tags"] as MapValue;
        bool[] given = [.. Tags.Select(t => tags?[t]).OfType<BoolValue>().Select(b => b.Value)];
        return given.Length == 0 || Array.Exists(given, g => g);
    }

    private static Requirement Read(MapValue map)
    {
        string Text(string name) => map[name] is { } value and not NilValue ? TextOf.Value(value).Text : "";
        IReadOnlyList<GoValue> List(string name) => map[name] is ListValue list ? list.Items : [];
        return new Requirement(
            Text("name"),
            Text("alias"),
            Text("version"),
            Text("condition"),
            [.. List("tags").OfType<TextValue>().Select(t => t.Text)],
            [.. List("import-values").Select(ReadImport)]);
    }

    private static (string Child, string Parent) ReadImport(GoValue value) =>
        value is MapValue map
            ? (TextOf.Value(map["child"] ?? NilValue.Value).Text, TextOf.Value(map["parent"] ?? NilValue.Value).Text)
            : ($"exports.{TextOf.Value(value).Text}", ".");
}
