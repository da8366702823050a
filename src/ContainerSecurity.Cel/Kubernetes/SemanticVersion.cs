using System.Globalization;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>A version by semver.org, and the library <c>semver</c>.</summary>
internal sealed class SemanticVersion(ulong major, ulong minor, ulong patch, string[] prerelease, string text) : CelOpaque(Type), IComparable<SemanticVersion>
{
    public static new readonly CelType Type = CelType.Opaque("kubernetes.Semver");

    private readonly ulong _major = major;
    private readonly ulong _minor = minor;
    private readonly ulong _patch = patch;
    private readonly string[] _prerelease = prerelease;

    protected override bool EqualsOpaque(CelOpaque other) => CompareTo((SemanticVersion)other) == 0;
    protected override int HashOpaque() => (_major, _minor, _patch, _prerelease.Length).GetHashCode();
    public override string ToString() => text;

    public static CelLibrary CreateLibrary() => new CelLibrary("kubernetes.semver").TypeName(Type)
        .Function("string_to_semver", "semver", "f(string) -> kubernetes.Semver", s => Read(s, false))
        .Function("string_bool_to_semver", "semver", "f(string, bool) -> kubernetes.Semver", (s, normalize) => Read(s, normalize.IsTrue))
        .Function("is_semver_string", "isSemver", "f(string) -> bool", s => CelValue.From(!Read(s, false).IsError))
        .Function("is_semver_string_bool", "isSemver", "f(string, bool) -> bool", (s, normalize) => CelValue.From(!Read(s, normalize.IsTrue).IsError))
        .Method("semver_major", "major", "kubernetes.Semver.major() -> int", v => CelValue.From((long)Of(v)._major))
        .Method("semver_minor", "minor", "kubernetes.Semver.minor() -> int", v => CelValue.From((long)Of(v)._minor))
        .Method("semver_patch", "patch", "kubernetes.Semver.patch() -> int", v => CelValue.From((long)Of(v)._patch))
        .Method("semver_is_greater_than", "isGreaterThan", "kubernetes.Semver.isGreaterThan(kubernetes.Semver) -> bool", (a, b) => CelValue.From(Of(a).CompareTo(Of(b)) > 0))
        .Method("semver_is_less_than", "isLessThan", "kubernetes.Semver.isLessThan(kubernetes.Semver) -> bool", (a, b) => CelValue.From(Of(a).CompareTo(Of(b)) < 0))
        .Method("semver_compare_to", "compareTo", "kubernetes.Semver.compareTo(kubernetes.Semver) -> int", (a, b) => CelValue.From((long)Math.Sign(Of(a).CompareTo(Of(b)))));

    private static SemanticVersion Of(CelValue value) => (SemanticVersion)value.Reference!;

    private static CelValue Read(CelValue value, bool normalize)
    {
        string text = (string)value.Reference!;
        if (text.Length == 0)
            return CelValue.Error("Version string empty");
        if (normalize)
            text = Normalize(text);
        string core = text, build = "", prerelease = "";
        if (core.IndexOf('+') is >= 0 and var plus)
        {
            build = core.Substring(plus + 1);
            core = core.Substring(0, plus);
            if (!build.Split('.').All(IsIdentifier))
                return CelValue.Error($"Invalid character(s) found in build meta data \"{build}\"");
        }
        if (core.IndexOf('-') is >= 0 and var dash)
        {
            prerelease = core.Substring(dash + 1);
            core = core.Substring(0, dash);
            if (!prerelease.Split('.').All(p => IsIdentifier(p) && !(IsNumber(p) && p.Length > 1 && p[0] == '0')))
                return CelValue.Error($"Invalid character(s) found in prerelease \"{prerelease}\"");
        }
        string[] parts = core.Split('.');
        if (parts.Length != 3)
            return CelValue.Error("No Major.Minor.Patch elements found");
        var numbers = new ulong[3];
        for (int i = 0; i < 3; i++)
        {
            string name = i == 0 ? "major" : i == 1 ? "minor" : "patch";
            if (!IsNumber(parts[i]))
                return CelValue.Error($"Invalid character(s) found in {name} number \"{parts[i]}\"");
            if (parts[i].Length > 1 && parts[i][0] == '0')
                return CelValue.Error($"{char.ToUpperInvariant(name[0])}{name.Substring(1)} number must not contain leading zeroes \"{parts[i]}\"");
            if (!ulong.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return CelValue.Error($"strconv.ParseUint: parsing \"{parts[i]}\": value out of range");
        }
        return CelValue.From(new SemanticVersion(numbers[0], numbers[1], numbers[2], prerelease.Length == 0 ? [] : prerelease.Split('.'), text));
    }

    /// <summary>Drops a leading v and zeros, and adds the numbers that are missing.</summary>
    private static string Normalize(string text)
    {
        if (text[0] == 'v')
            text = text.Substring(1);
        int end = text.IndexOfAny(['-', '+']);
        string core = end < 0 ? text : text.Substring(0, end), rest = end < 0 ? "" : text.Substring(end);
        List<string> parts = core.Split('.').Select(p => p.TrimStart('0') is { Length: > 0 } t ? t : p.Length > 0 ? "0" : p).ToList();
        while (parts.Count < 3 && rest.Length == 0)
            parts.Add("0");
        return string.Join(".", parts) + rest;
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(c => c is >= '0' and <= '9');

    private static bool IsIdentifier(string text) => text.Length > 0 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-');

    public int CompareTo(SemanticVersion? other)
    {
        int order = _major.CompareTo(other!._major);
        if (order == 0)
            order = _minor.CompareTo(other._minor);
        if (order == 0)
            order = _patch.CompareTo(other._patch);
        if (order != 0)
            return order;
        if (_prerelease.Length == 0 || other._prerelease.Length == 0)
            return other._prerelease.Length.CompareTo(_prerelease.Length) switch { 0 => 0, var n => n };
        for (int i = 0; i < Math.Min(_prerelease.Length, other._prerelease.Length); i++)
        {
            string a = _prerelease[i], b = other._prerelease[i];
            order = (IsNumber(a), IsNumber(b)) switch
            {
                (true, true) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(a, b),
            };
            if (order != 0)
                return order;
        }
        return _prerelease.Length.CompareTo(other._prerelease.Length);
    }
}
