namespace ContainerSecurity.SupplyChain.Packages.Versions.Constraints;

/// <summary>Ranges of npm (node-semver): comparators, <c>^</c>, <c>~</c>, <c>1.x</c>, <c>1 - 2</c> and <c>||</c>.</summary>
internal static class NpmGrammar
{
    private static readonly VersionOrder Order = VersionOrder.Of(PackageEcosystem.Npm);

    /// <summary>The test; null with an error where the text is no constraint.</summary>
    public static VersionTest? Parse(string text, out string? error)
    {
        error = null;
        List<VersionTest> alternatives = [];
        foreach (string part in text.Split("||"))
        {
            // Whether prereleases count moves the ends of wild ranges, so each set is read for both.
            if (Set(part, "", out error) is not { } releases || Set(part, "-0", out error) is not { } all)
                return null;
            alternatives.Add((version, prerelease) => SemanticVersion.TryParse(version) is { } parsed
                && (prerelease ? Accepts(all, version) : Accepts(releases, version) && Admits(releases, parsed)));
        }

        return VersionTests.AnyOf(alternatives);
    }

    private static bool Accepts(List<NpmComparator> set, string version) => set.All(c => c.Accepts(Order, version));

    // A prerelease is meant only where a comparator names a prerelease of the same version.
    private static bool Admits(List<NpmComparator> set, SemanticVersion version) =>
        version.Prerelease.Length == 0
        || set.Any(c => SemanticVersion.TryParse(c.Version) is { Prerelease.Length: > 0 } named
            && SemanticVersion.CompareNumbers(named, version) == 0);

    private static List<NpmComparator>? Set(string text, string mark, out string? error)
    {
        List<NpmComparator> set = [];
        error = null;
        string trimmed = text.Trim();
        int hyphen = trimmed.IndexOf(" - ", StringComparison.Ordinal);
        if (hyphen > 0)
        {
            if (PartialVersion.TryParse(trimmed[..hyphen]) is { } from
                && PartialVersion.TryParse(trimmed[(hyphen + 3)..]) is { } to)
            {
                AddHyphen(set, from, to, mark);
                return set;
            }

            error = $"'{text}' is no range from one version to another.";
            return null;
        }

        foreach ((string comparison, string version) in ComparisonGrammar.Comparisons(trimmed))
        {
            PartialVersion? partial = version.Length == 0 && comparison.Length > 0
                ? new([], null, true)
                : PartialVersion.TryParse(version);
            if (partial is null || !Add(set, comparison, partial, mark))
            {
                error = $"'{comparison}{version}' is no comparator of npm.";
                return null;
            }
        }

        return set;
    }

    private static bool Add(List<NpmComparator> set, string comparison, PartialVersion version, string mark)
    {
        switch (comparison)
        {
            case "^":
                AddRange(set, version.Lowest(version.IsFull ? "" : mark), version.CaretEnd());
                return true;
            case "~" or "~>":
                AddRange(set, version.Lowest(version.IsFull ? "" : mark), version.TildeEnd());
                return true;
            case "" or "=" when version.IsFull:
                set.Add(new("=", version.Lowest()));
                return true;
            case "" or "=":
                AddRange(set, version.Lowest(mark), version.End());
                return true;
            case "<" or "<=" or ">" or ">=" when version.IsFull:
                set.Add(new(comparison, version.Lowest()));
                return true;
            case "<":
                set.Add(new("<", version.Lowest("-0")));
                return true;
            case "<=":
                AddRange(set, null, version.End());
                return true;
            case ">":
                // Nothing is newer than any.
                set.Add(version.End() is { } end ? new(">=", mark.Length == 0 ? end[..^2] : end) : new("<", "0.0.0-0"));
                return true;
            case ">=":
                set.Add(new(">=", version.Lowest(mark)));
                return true;
            default:
                return false;
        }
    }

    private static void AddHyphen(List<NpmComparator> set, PartialVersion from, PartialVersion to, string mark)
    {
        if (from.Numbers.Count > 0)
            set.Add(new(">=", from.Lowest(mark)));
        if (to.Numbers.Count == 0)
            return;
        if (to.IsFull && (to.Prerelease is not null || mark.Length == 0))
            set.Add(new("<=", to.Lowest()));
        else
            set.Add(new("<", to.End()!));
    }

    private static void AddRange(List<NpmComparator> set, string? from, string? to)
    {
        if (from is not null)
            set.Add(new(">=", from));
        if (to is not null)
            set.Add(new("<", to));
    }

    private readonly record struct NpmComparator(string Operator, string Version)
    {
        public bool Accepts(VersionOrder order, string version) => (order.Compare(version, Version), Operator) switch
        {
            ( < 0, "<" or "<=") => true,
            (0, "=" or "<=" or ">=") => true,
            ( > 0, ">" or ">=") => true,
            _ => false,
        };
    }
}
