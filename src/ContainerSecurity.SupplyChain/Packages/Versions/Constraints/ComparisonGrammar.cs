namespace ContainerSecurity.SupplyChain.Packages.Versions.Constraints;

/// <summary>Comparisons joined by commas or blanks, and sets of them joined by <c>||</c>.</summary>
internal static class ComparisonGrammar
{
    /// <summary>The characters of which operators are made.</summary>
    public const string Operators = "=<>!~^";

    /// <summary>The test; null with an error where the text is no constraint.</summary>
    public static VersionTest? Parse(PackageEcosystem ecosystem, string text, out string? error)
    {
        error = null;
        List<VersionTest> alternatives = [];
        foreach (string part in text.Split("||"))
        {
            List<VersionTest> tests = [];
            foreach ((string comparison, string version) in Comparisons(part))
            {
                if (Test(ecosystem, comparison, version) is not { } test)
                {
                    error = $"'{comparison}{version}' is no comparison with a version.";
                    return null;
                }

                tests.Add(test);
            }

            alternatives.Add(tests.Count == 0 ? VersionTests.All : VersionTests.AllOf(tests));
        }

        return VersionTests.AnyOf(alternatives);
    }

    /// <summary>The comparisons of a set, each with its operator, which may be empty, and its version.</summary>
    public static IEnumerable<(string Operator, string Version)> Comparisons(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            if (IsBlank(text[i]))
            {
                i++;
                continue;
            }

            int start = i;
            while (i < text.Length && Operators.Contains(text[i]))
                i++;
            string comparison = text[start..i];
            while (comparison.Length > 0 && i < text.Length && char.IsWhiteSpace(text[i]))
                i++;
            start = i;
            while (i < text.Length && !IsBlank(text[i]) && !Operators.Contains(text[i]))
                i++;
            // Versions may have a tilde or caret within (dpkg, rpm, apk), or the mark of an epoch (Python).
            while (i > start && i < text.Length && (text[i] is '~' or '^' || IsEpochMark(text, i)))
            {
                i++;
                while (i < text.Length && !IsBlank(text[i]) && !Operators.Contains(text[i]))
                    i++;
            }

            yield return (comparison, text[start..i]);
        }
    }

    private static bool IsEpochMark(string text, int at) =>
        text[at] == '!' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);

    private static bool IsBlank(char c) => c == ',' || char.IsWhiteSpace(c);

    private static VersionTest? Test(PackageEcosystem ecosystem, string comparison, string version)
    {
        VersionOrder order = VersionOrder.Of(ecosystem);
        if (ecosystem == PackageEcosystem.Alpine && comparison.EndsWith('~'))
            return Like(order, comparison, version);
        bool isRubyGems = ecosystem is PackageEcosystem.RubyGems or PackageEcosystem.CocoaPods;
        if (isRubyGems && comparison == "~>")
            return Pessimistic(order, version);
        if (version.Length == 0)
            return null;
        if (!isRubyGems
            && PartialVersion.TryParse(version) is { } partial
            && (partial.HasWildcard || comparison is "^" or "~" or "~>"))
            return Wild(ecosystem, comparison, partial);
        string plain = comparison.Length > 0 ? comparison
            : ecosystem == PackageEcosystem.NuGet ? ">="
            : ecosystem == PackageEcosystem.Cargo ? "^"
            : "=";
        if (plain == "^")
            return PartialVersion.TryParse(version) is { } required ? Wild(ecosystem, "^", required) : null;
        // A single version of Maven is a wish and no demand.
        return ecosystem == PackageEcosystem.Maven && comparison.Length == 0
            ? VersionTests.All
            : VersionTests.Compare(order, plain, version);
    }

    // 1.2.*, ^1.2 and ~1.2 of semantic versions.
    private static VersionTest? Wild(PackageEcosystem ecosystem, string comparison, PartialVersion partial)
    {
        VersionOrder order = VersionOrder.Of(PackageEcosystem.SemVer);
        // Packagist and Hex: ~1.2 and ~>1.2 let the last number grow that is written.
        bool growsLast = comparison == "~>" || (comparison == "~" && ecosystem == PackageEcosystem.Packagist);
        (string? from, string? to) = comparison switch
        {
            "^" => (partial.Lowest(), partial.CaretEnd()),
            "~" or "~>" => (partial.Lowest(), growsLast ? partial.PessimisticEnd() : partial.TildeEnd()),
            "" or "=" or "==" => (partial.Lowest(), partial.End()),
            ">=" => (partial.Lowest(), null),
            "<" => (null, partial.Lowest()),
            ">" => (partial.End(), null),
            "<=" => (null, partial.End()),
            _ => ("", ""),
        };
        if (from is "" || to is "")
            return null;
        return (version, _) =>
            (from is null || order.Compare(version, from) >= 0) && (to is null || order.Compare(version, to) < 0);
    }

    private static VersionTest? Like(VersionOrder order, string comparison, string version) => comparison switch
    {
        "~" or "=~" => (installed, _) => AlpineVersions.IsLike(installed, version),
        "<~" => (installed, _) => AlpineVersions.IsLike(installed, version) || order.Compare(installed, version) < 0,
        ">~" => (installed, _) => AlpineVersions.IsLike(installed, version) || order.Compare(installed, version) > 0,
        _ => null,
    };

    // ~> 1.4.4 of RubyGems: from there, and before the release that the last number but one begins.
    private static VersionTest? Pessimistic(VersionOrder order, string version)
    {
        List<string> bump = [.. RubyGemsVersions.Segments(version).TakeWhile(s => char.IsAsciiDigit(s[0]))];
        if (bump.Count == 0)
            return null;
        if (bump.Count > 1)
            bump.RemoveAt(bump.Count - 1);
        bump[^1] = Digits.Increment(bump[^1]);
        string end = string.Join('.', bump);
        return (installed, _) => order.Compare(installed, version) >= 0 && order.Compare(Release(installed), end) < 0;
    }

    private static string Release(string version) => !RubyGemsVersions.IsPrerelease(version)
        ? version
        : string.Join('.', RubyGemsVersions.Segments(version).TakeWhile(s => char.IsAsciiDigit(s[0])));
}
