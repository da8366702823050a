using System.Text.RegularExpressions;

namespace ContainerSecurity.Rules.Cel;

/// <summary>What of an object a rule judges, in CEL over <c>object</c>. An update that changes none of it is no new violation.</summary>
internal static class CelParts
{
    private const string Template = "dyn(object).?spec.?template";

    /// <summary>The parts by kind; controllers keep their template in one place.</summary>
    private static readonly (string Resource, string[] Kinds, string Part)[] ByKind =
    [
        ("pods", ["Pod"], "dyn(object).?spec"),
        ("cronjobs", ["CronJob"], "dyn(object).?spec.?jobTemplate.?spec.?template"),
        ("podtemplates", ["PodTemplate"], "dyn(object).?template"),
        ("horizontalpodautoscalers", ["HorizontalPodAutoscaler"], "dyn(object).?spec"),
        ("services", ["Service"], "dyn(object).?spec"),
        ("ingresses", ["Ingress"], "dyn(object).?spec"),
        ("networkpolicies", ["NetworkPolicy"], "dyn(object).?spec"),
        ("persistentvolumes", ["PersistentVolume"], "dyn(object).?spec.?hostPath"),
        ("roles", ["Role", "ClusterRole"], "dyn(object).?rules"),
        ("rolebindings", ["RoleBinding", "ClusterRoleBinding"], "dyn(object).?subjects"),
        ("secrets", ["Secret"], "dyn(object).?type"),
    ];

    /// <summary>The part of an object of some resources that says what it is to be.</summary>
    public static string Of(IReadOnlyList<AdmissionResources> resources)
    {
        HashSet<string> names = [.. resources.SelectMany(r => r.Names)];
        (string, string[] Kinds, string Part)[] known = Array.FindAll(ByKind, k => names.Contains(k.Resource));
        if (known.Length == 1 && names.All(n => n.Contains(known[0].Item1)))
            return known[0].Part;
        IEnumerable<string> choices = known.Select(k => $"{CelText.Any(k.Kinds.Select(kind => $"object.kind == '{kind}'"))} ? {k.Part}");
        return $"({string.Join(" : ", [.. choices, Template])})";
    }

    /// <summary>The entries of a map of texts whose keys have a property, whatever their order.</summary>
    /// <param name="map">The map, as an optional.</param>
    /// <param name="isMeant">Whether the key <c>k</c> has the property.</param>
    public static string Entries(string map, string isMeant) =>
        $"{map}.orValue({{}}).map(k, {isMeant}, k + '=' + string({map}.orValue({{}})[k]))";

    /// <summary>Whether a request creates an object, or changes one of some parts of it.</summary>
    public static string HasChanged(IEnumerable<string> parts, IEnumerable<string> entries) => CelText.Any(
    [
        "request.operation != 'UPDATE'",
        .. parts.Select(p => $"{p} != {OfOldObject(p)}"),
        .. entries.Select(e => $"!sets.equivalent({e}, {OfOldObject(e)})"),
    ]);

    private static string OfOldObject(string part) => Regex.Replace(part, @"\bobject\b", "oldObject", RegexOptions.CultureInvariant);
}
