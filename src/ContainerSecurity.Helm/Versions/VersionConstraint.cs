using System.Text.RegularExpressions;

namespace ContainerSecurity.Helm.Versions;

/// <summary>What versions a chart or template wants, such as <c>&gt;=1.20-0 &lt;2 || ^3.1</c>, as Helm reads it.</summary>
internal sealed partial class VersionConstraint
{
    private readonly List<List<Comparator>> alternatives;

    private VersionConstraint(List<List<Comparator>> alternatives) => this.alternatives = alternatives;

    /// <summary>Reads a constraint; null where the text is none.</summary>
    public static VersionConstraint? Parse(string text)
    {
        text = Range().Replace(text, ">=$1 <=$2");
        List<List<Comparator>> alternatives = [];
        foreach (string alternative in text.Split("||"))
        {
            if (!Whole().IsMatch(alternative))
                return null;
            List<Comparator> comparators = [];
            foreach (Match match in Single().Matches(alternative))
                if (Comparator.Read(match) is { } comparator)
                    comparators.Add(comparator);
                else
                    return null;
            alternatives.Add(comparators);
        }
        return new VersionConstraint(alternatives);
    }

    /// <summary>Whether a version is wanted. Pre-releases are only where the constraint names one.</summary>
    public bool Allows(SemanticVersion version) => alternatives.Exists(a => a.TrueForAll(c => c.Allows(version)));

    [GeneratedRegex(@"\s*(v?[0-9|x|X|\*]+(?:\.[0-9|x|X|\*]+)*(?:-[0-9A-Za-z\-.]+)?)\s+-\s+(v?[0-9|x|X|\*]+(?:\.[0-9|x|X|\*]+)*(?:-[0-9A-Za-z\-.]+)?)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^(?:\s*(?:=||!=|>|<|>=|=>|<=|=<|~|~>|\^)\s*v?[0-9xX*]+(?:\.[0-9xX*]+){0,2}(?:-[0-9A-Za-z\-]+(?:\.[0-9A-Za-z\-]+)*)?(?:\+[0-9A-Za-z\-]+(?:\.[0-9A-Za-z\-]+)*)?\s*,?)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<op>=>|>=|=<|<=|!=|~>|=|>|<|~|\^|)\s*v?(?<major>[0-9xX*]+)(?:\.(?<minor>[0-9xX*]+))?(?:\.(?<patch>[0-9xX*]+))?(?:-(?<pre>[0-9A-Za-z\-]+(?:\.[0-9A-Za-z\-]+)*))?(?:\+(?<meta>[0-9A-Za-z\-.]+))?", RegexOptions.CultureInvariant)]
    private static partial Regex Single();

    /// <summary>One comparison; parts that are left out or written as <c>x</c> hold for any.</summary>
    private sealed record Comparator(string Operator, SemanticVersion Version, bool IsMinorOpen, bool IsPatchOpen, bool IsAny)
    {
        public static Comparator? Read(Match match)
        {
            bool isAny = IsOpen(match.Groups["major"]);
            bool isMinorOpen = isAny || IsOpen(match.Groups["minor"]);
            bool isPatchOpen = isMinorOpen || IsOpen(match.Groups["patch"]);
            string Number(string name, bool isOpen) => isOpen ? "0" : match.Groups[name].Value;
            string version = $"{Number("major", isAny)}.{Number("minor", isMinorOpen)}.{Number("patch", isPatchOpen)}";
            string prerelease = match.Groups["pre"].Value;
            SemanticVersion? read = SemanticVersion.Parse(prerelease.Length > 0 ? $"{version}-{prerelease}" : version);
            return read is null ? null : new Comparator(match.Groups["op"].Value, read, isMinorOpen, isPatchOpen, isAny);
        }

        public bool Allows(SemanticVersion version)
        {
            if (version.Prerelease.Length > 0 && Version.Prerelease.Length == 0)
                return false;
            return Operator switch
            {
                "" or "=" => IsPatchOpen ? AllowsTilde(version) : version.CompareTo(Version) == 0,
                "!=" => !(IsPatchOpen ? AllowsTilde(version) : version.CompareTo(Version) == 0),
                ">" => AllowsGreater(version),
                "<" => version.CompareTo(Version) < 0,
                ">=" or "=>" => version.CompareTo(Version) >= 0,
                "<=" or "=<" => AllowsUpTo(version),
                "^" => AllowsCaret(version),
                _ => AllowsTilde(version),
            };
        }

        private static bool IsOpen(Group group) => !group.Success || group.Value is "x" or "X" or "*";

        private bool AllowsGreater(SemanticVersion version)
        {
            if (!IsPatchOpen || IsAny)
                return version.CompareTo(Version) > 0;
            return IsMinorOpen ? version.Major > Version.Major : (version.Major, version.Minor).CompareTo((Version.Major, Version.Minor)) > 0;
        }

        private bool AllowsUpTo(SemanticVersion version)
        {
            if (!IsPatchOpen || IsAny)
                return version.CompareTo(Version) <= 0;
            return IsMinorOpen ? version.Major <= Version.Major : (version.Major, version.Minor).CompareTo((Version.Major, Version.Minor)) <= 0;
        }

        private bool AllowsTilde(SemanticVersion version)
        {
            if (version.CompareTo(Version) < 0)
                return false;
            if (IsAny)
                return true;
            return version.Major == Version.Major && (IsMinorOpen || version.Minor == Version.Minor);
        }

        private bool AllowsCaret(SemanticVersion version)
        {
            if (version.CompareTo(Version) < 0)
                return false;
            if (Version.Major > 0 || IsMinorOpen)
                return IsAny || version.Major == Version.Major;
            if (version.Major != Version.Major)
                return false;
            if (Version.Minor > 0 || IsPatchOpen)
                return version.Minor == Version.Minor;
            return version.Minor == Version.Minor && version.Patch == Version.Patch;
        }
    }
}
