namespace ContainerSecurity.SupplyChain.Packages.Versions.Constraints;

/// <summary>Intervals in brackets, as NuGet and Maven write them: <c>[1.0,2.0)</c>, several with commas between.</summary>
internal static class IntervalGrammar
{
    /// <summary>Whether a text begins with a bracket.</summary>
    public static bool Applies(string text) => text.TrimStart() is ['[' or '(', ..];

    /// <summary>The test; null with an error where the text is no constraint.</summary>
    public static VersionTest? Parse(PackageEcosystem ecosystem, string text, out string? error)
    {
        VersionOrder order = VersionOrder.Of(ecosystem);
        List<VersionTest> intervals = [];
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        error = null;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOfAny(']', ')');
            if (rest[0] is not ('[' or '(') || end < 0 || Interval(order, rest[..(end + 1)].ToString()) is not { } interval)
            {
                error = $"'{rest}' is no interval of versions: those are as [1.0,2.0).";
                return null;
            }

            intervals.Add(interval);
            rest = rest[(end + 1)..].TrimStart();
            if (!rest.IsEmpty && rest[0] == ',')
                rest = rest[1..].TrimStart();
        }

        return VersionTests.AnyOf(intervals);
    }

    private static VersionTest? Interval(VersionOrder order, string text)
    {
        string[] ends = text[1..^1].Split(',');
        if (ends.Length > 2 || text.IndexOfAny(['[', '('], 1) >= 0)
            return null;
        string from = ends[0].Trim();
        if (ends.Length == 1)
            return from.Length == 0 ? null : VersionTests.Compare(order, "=", from);
        string to = ends[1].Trim();
        List<VersionTest> tests = [];
        if (from.Length > 0)
            tests.Add(VersionTests.Compare(order, text[0] == '[' ? ">=" : ">", from)!);
        if (to.Length > 0)
            tests.Add(VersionTests.Compare(order, text[^1] == ']' ? "<=" : "<", to)!);
        return tests.Count == 0 ? VersionTests.All : VersionTests.AllOf(tests);
    }
}
