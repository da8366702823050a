namespace ContainerSecurity.SupplyChain.Packages.Versions.Constraints;

/// <summary>Specifiers of Python (PEP 440): <c>&gt;=1.0, !=1.3.*, &lt;2</c>; advisories write <c>||</c> between sets.</summary>
internal static class PyPiGrammar
{
    /// <summary>The test; null with an error where the text is no constraint.</summary>
    public static VersionTest? Parse(string text, out string? error)
    {
        error = null;
        List<VersionTest> alternatives = [];
        foreach (string part in text.Split("||"))
        {
            List<VersionTest> tests = [];
            foreach ((string comparison, string version) in ComparisonGrammar.Comparisons(part))
            {
                if (Test(comparison, version) is not { } test)
                {
                    error = $"'{comparison}{version}' is no specifier of a version of Python.";
                    return null;
                }

                tests.Add(test);
            }

            alternatives.Add(tests.Count == 0 ? VersionTests.All : VersionTests.AllOf(tests));
        }

        return VersionTests.AnyOf(alternatives);
    }

    private static VersionTest? Test(string comparison, string text)
    {
        if (comparison == "===")
            return (installed, _) => installed.Equals(text, StringComparison.OrdinalIgnoreCase);
        bool isPrefix = text.EndsWith(".*", StringComparison.Ordinal);
        if (PyPiVersion.TryParse(isPrefix ? text[..^2] : text) is not { } version)
            return null;
        Func<PyPiVersion, bool>? test = (comparison, isPrefix) switch
        {
            ("" or "=" or "==", true) => v => HasPrefix(v, version),
            ("!=", true) => v => !HasPrefix(v, version),
            (_, true) => null,
            ("" or "=" or "==", _) => v => AreEqual(v, version),
            ("!=", _) => v => !AreEqual(v, version),
            ("<=", _) => v => PyPiVersion.Compare(v.Public, version) <= 0,
            (">=", _) => v => PyPiVersion.Compare(v.Public, version) >= 0,
            ("<", _) => v => IsBefore(v, version),
            (">", _) => v => IsAfter(v.Public, version),
            ("~=", _) when version.Release.Length > 1 => v =>
                PyPiVersion.Compare(v.Public, version) >= 0
                && HasPrefix(v, version with { Release = version.Release[..^1] }),
            _ => null,
        };
        return test is null ? null : (installed, _) => PyPiVersion.TryParse(installed) is { } v && test(v);
    }

    private static bool AreEqual(PyPiVersion installed, PyPiVersion version) =>
        PyPiVersion.Compare(version.Local.Length == 0 ? installed.Public : installed, version) == 0;

    private static bool HasPrefix(PyPiVersion installed, PyPiVersion version)
    {
        if (Digits.Compare(installed.Epoch, version.Epoch) != 0)
            return false;
        for (int i = 0; i < version.Release.Length; i++)
            if (Digits.Compare(installed.Number(i), version.Release[i]) != 0)
                return false;
        return true;
    }

    // Before a release, but not a prerelease of it.
    private static bool IsBefore(PyPiVersion installed, PyPiVersion version) =>
        PyPiVersion.Compare(installed, version) < 0
        && (version.IsPrerelease || !installed.IsPrerelease || PyPiVersion.Compare(installed.Base, version.Base) != 0);

    // After a release, but not a later post release of it.
    private static bool IsAfter(PyPiVersion installed, PyPiVersion version) =>
        PyPiVersion.Compare(installed, version) > 0
        && (version.Post is not null || installed.Post is null || PyPiVersion.Compare(installed.Base, version.Base) != 0);
}
