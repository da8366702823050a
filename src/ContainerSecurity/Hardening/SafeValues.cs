namespace ContainerSecurity.Hardening;

/// <summary>
/// Which value is safe where a rule finds a bad one: known once, for the fixes in C# and for those in manifests. The
/// first value of a rule is Kubernetes' word; those behind it are Docker's.
/// </summary>
public static class SafeValues
{
    private static readonly Dictionary<string, IReadOnlyList<SafeValue>> Values = new(StringComparer.Ordinal)
    {
        ["CSEC2001"] = [Flag(false)],
        ["CSEC2002"] = [Flag(false)],
        ["CSEC2003"] = [Flag(true)],
        ["CSEC2008"] = [Flag(true)],
        ["CSEC2009"] = [Word("Unconfined", "RuntimeDefault")],
        ["CSEC2011"] = [Word("Unconfined", "RuntimeDefault")],
        ["CSEC2013"] = [Word("Unmasked", "Default")],
        ["CSEC2015"] = [Flag(false)],
        ["CSEC3001"] = [Flag(false), Word("host", "bridge")],
        ["CSEC3002"] = [Flag(false), Word("host", "")],
        ["CSEC3003"] = [Flag(false), Word("host", "private")],
        ["CSEC3008"] = [Flag(false), Word("host", "")],
        ["CSEC3010"] = [Word("host", "")],
        ["CSEC3011"] = [Word("Bidirectional", "HostToContainer")],
        ["CSEC3012"] = [Word("host", "private")],
        ["CSEC3015"] = [Flag(false)],
        ["CSEC3016"] = [Flag(true)],
        ["CSEC4011"] = [Flag(false)],
    };

    /// <summary>The IDs of the rules that have safe values.</summary>
    public static IEnumerable<string> Rules => Values.Keys;

    /// <summary>The safe values of a rule; empty where it has none.</summary>
    /// <param name="ruleId">The rule's ID.</param>
    public static IReadOnlyList<SafeValue> Of(string ruleId) =>
        Values.TryGetValue(ruleId ?? throw new ArgumentNullException(nameof(ruleId)), out IReadOnlyList<SafeValue>? values) ? values : [];

    private static SafeValue Flag(bool safe) => new(safe ? "false" : "true", safe ? "true" : "false", IsText: false);

    private static SafeValue Word(string bad, string safe) => new(bad, safe, IsText: true);
}
