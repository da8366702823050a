using ContainerSecurity.Documents;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Policies.Export;

/// <summary>
/// A <see cref="ResourceSelector"/> in CEL. Paths of files mean nothing in a cluster: whoever asks decides what becomes
/// of a selector that names some.
/// </summary>
internal static class SelectorExpression
{
    private const string NameOfContainer = "c.?name.orValue('')";

    /// <summary>Whether the selector picks <c>object</c>; what it says of containers and files is not looked at.</summary>
    public static string OfObject(ResourceSelector selector) => CelText.All(
    [
        .. Patterns(selector.Kinds, "object.kind"),
        .. Patterns(selector.Namespaces, "object.metadata.?namespace.orValue('default')"),
        .. Patterns(selector.Names, "object.metadata.?name.or(object.metadata.?generateName).orValue('')"),
        .. selector.Labels.OrderBy(l => l.Key, StringComparer.Ordinal)
            .Select(l => $"object.metadata.?labels[?{CelText.Of(l.Key)}].optMap(v, {Matches("v", l.Value)}).orValue(false)"),
    ]);

    /// <summary>Whether the selector picks the container <c>c</c> by its name.</summary>
    public static string OfContainer(ResourceSelector selector) => CelText.All(Patterns(selector.Containers, NameOfContainer));

    /// <summary>Whether the container <c>c</c> is surely one that the selector does not pick by its name.</summary>
    public static string OfOtherContainer(ResourceSelector selector) =>
        selector.Containers.Count == 0 ? "false" : $"({NameOfContainer} != '' && !({OfContainer(selector)}))";

    private static IEnumerable<string> Patterns(IReadOnlyList<string> patterns, string text) =>
        patterns.Count == 0 ? [] : [CelText.Any(patterns.Select(p => Matches(text, p)))];

    private static string Matches(string text, string pattern) =>
        pattern.IndexOfAny(['*', '?', '[']) < 0 ? $"{text} == {CelText.Of(pattern)}" : $"{text}.matches({CelText.Of($"^{Glob.ToRegex(pattern)}$")})";
}
