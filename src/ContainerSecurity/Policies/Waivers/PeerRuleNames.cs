using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>The rules of hadolint and the checks of BuildKit that rules of ours answer, so that what people wrote to waive those goes on counting.</summary>
internal static class PeerRuleNames
{
    private static readonly Dictionary<string, string[]> Hadolint = Read("hadolint.txt");
    private static readonly Dictionary<string, string[]> BuildKit = Read("buildkit.txt");

    /// <summary>Our rules behind names of hadolint's, between commas.</summary>
    public static IReadOnlyList<string> OfHadolint(string names) => Of(Hadolint, names);

    /// <summary>Our rules behind names of BuildKit's checks, between commas; <c>all</c> names every one.</summary>
    public static IReadOnlyList<string> OfBuildKit(string names) =>
        names.Split(',').Any(n => string.Equals(n.Trim(), "all", StringComparison.OrdinalIgnoreCase))
            ? [.. BuildKit.Values.SelectMany(r => r).Distinct()]
            : Of(BuildKit, names);

    private static string[] Of(Dictionary<string, string[]> table, string names) =>
        [.. names.Split(',').SelectMany(n => table.TryGetValue(n.Trim(), out string[]? rules) ? rules : []).Distinct()];

    /// <summary>The answers of a table; its other columns are for the page about the rules of other tools.</summary>
    private static Dictionary<string, string[]> Read(string name) => EmbeddedTable.Read(name, columns: 3)
        .Where(c => c[1].StartsWith("CSEC", StringComparison.Ordinal))
        .ToDictionary(c => c[0], c => c[1].Split(','), StringComparer.OrdinalIgnoreCase);
}
