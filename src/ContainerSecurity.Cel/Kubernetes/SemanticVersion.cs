using System.Globalization;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>A version by semver.org, and the library <c>semver</c>.</summary>
internal sealed class SemanticVersion(ulong major, ulong minor, ulong patch, string[] prerelease, string text) : CelOpaque(Type), IComparable<SemanticVersion>
{
    public static new readonly CelType Type = CelType.Opaque("kubernetes.Semver");

    private readonly ulong major = major;
    private readonly ulong minor = minor;
    private readonly ulong patch = patch;
    private readonly string[] prerelease = prerelease;

    protected override bool EqualsOpaque(CelOpaque other) => CompareTo((SemanticVersion)other) == 0;
    protected override int HashOpaque() => (this.major, this.minor, this.patch, this.prerelease.Length).GetHashCode();
    public override string ToString() => text;

    public static CelLibrary CreateLibrary() => new CelLibrary("kubernetes.semver").TypeName(Type)
        .Function("string_to_semver", "semver", "f(string) -> kubernetes.Semver", s => Read(s, false))
        .Function("string_bool_to_semver", "semver", "f(string, bool) -> kubernetes.Semver", (s, normalize) => Read(s, normalize.IsTrue))
        .Function("is_semver_string", "isSemver", "f(string) -> bool", s => CelValue.From(!Read(s, false).IsError))
        .Function("is_semver_string_bool", "isSemver", "f(string, bool) -> bool", (s, normalize) => CelValue.From(!Read(s, normalize.IsTrue).IsError))
        .Method("semver_major", "major", "kubernetes.Semver.major() -> int", v => CelValue.From((long)Of(v).major))
        .Method("semver_minor", "minor", "kubernetes.Semver.minor() -> int", v => CelValue.From((long)Of(v).minor))
        .Method("semver_patch", "patch", "kubernetes.Semver.patch() -> int", v => CelValue.From((long)Of(v).patch))
        .Method(
            "semver_is_greater_than",
            "isGreaterThan",
            "kubernetes.Semver.isGreaterThan(kubernetes.Semver) -> bool",
            (a, b) => CelValue.From(Of(a).CompareTo(Of(b)) > 0))
        .Method(
            "semver_is_less_than",
            "isLessThan",
            "kubernetes.Semver.isLessThan(kubernetes.Semver) -> bool",
            (a, b) => CelValue.From(Of(a).CompareTo(Of(b)) < 0))
        .Method(
            "semver_compare_to",
            "compareTo",
            "kubernetes.Semver.compareTo(kubernetes.Semver) -> int",
            (a, b) => CelValue.From((long)Math.Sign(Of(a).CompareTo(Of(b)))));

    private static SemanticVersion Of(CelValue value) => (SemanticVersion)value.Reference!;

    private static CelValue Read(CelValue value, bool normalize)
    {
        string text = (string)value.Reference!;
        if (normalize && Normalize(ref text) is { } problem)
            return CelValue.Error(problem);
        if (text.Length == 0)
            return CelValue.Error("Version string empty");
        string[] parts = text.Split(['.'], 3);
        if (parts.Length != 3)
            return CelValue.Error("No Major.Minor.Patch elements found");
        string[] build = Cut(ref parts[2], '+'), prerelease = Cut(ref parts[2], '-');
        var numbers = new ulong[3];
        for (int i = 0; i < 3; i++)
            if (Number(parts[i], i == 0 ? "major" : i == 1 ? "minor" : "patch", out numbers[i]) is { } wrong)
                return CelValue.Error(wrong);
        foreach (string part in prerelease)
        {
            if (part.Length == 0)
                return CelValue.Error("Prerelease is empty");
            if (IsNumber(part) && part.Length > 1 && part[0] == '0')
                return CelValue.Error($"Numeric PreRelease version must not contain leading zeroes \"{part}\"");
            if (!IsIdentifier(part))
                return CelValue.Error($"Invalid character(s) found in prerelease \"{part}\"");
        }
        foreach (string part in build)
            if (!IsIdentifier(part))
                return CelValue.Error(part.Length == 0 ? "Build meta data is empty" : $"Invalid character(s) found in build meta data \"{part}\"");
        return CelValue.From(new SemanticVersion(numbers[0], numbers[1], numbers[2], prerelease, text));
    }

    /// <summary>Cuts off what follows a mark, and gives its parts.</summary>
    private static string[] Cut(ref string text, char mark)
    {
        int at = text.IndexOf(mark);
        if (at < 0)
            return [];
        string[] parts = text.Substring(at + 1).Split('.');
        text = text.Substring(0, at);
        return parts;
    }

    private static string? Number(string text, string name, out ulong number)
    {
        number = 0;
        if (!text.All(c => c is >= '0' and <= '9'))
            return $"Invalid character(s) found in {name} number \"{text}\"";
        if (text.Length > 1 && text[0] == '0')
            return $"{char.ToUpperInvariant(name[0])}{name.Substring(1)} number must not contain leading zeroes \"{text}\"";
        if (text.Length == 0)
            return "strconv.ParseUint: parsing \"\": invalid syntax";
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            ? null
            : $"strconv.ParseUint: parsing \"{text}\": value out of range";
    }

    /// <summary>Drops a leading v and zeros, and adds the numbers that are missing; says what is wrong.</summary>
    private static string? Normalize(ref string text)
    {
        if (text.StartsWith("v", StringComparison.Ordinal))
            text = text.Substring(1);
        List<string> parts = [.. text.Split(['.'], 3)];
        for (int i = 0; i < parts.Count; i++)
            if (parts[i].Length > 1)
                parts[i] = parts[i].TrimStart('0') is { Length: > 0 } stripped && stripped[0] is >= '0' and <= '9' ? stripped : "0" + parts[i].TrimStart('0');
        if (parts.Count < 3 && parts[parts.Count - 1].IndexOfAny(['+', '-']) >= 0)
            return "short version cannot contain PreRelease/Build meta data";
        while (parts.Count < 3)
            parts.Add("0");
        text = string.Join(".", parts);
        return null;
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(c => c is >= '0' and <= '9');

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-');

    public int CompareTo(SemanticVersion? other)
    {
        int order = this.major.CompareTo(other!.major);
        if (order == 0)
            order = this.minor.CompareTo(other.minor);
        if (order == 0)
            order = this.patch.CompareTo(other.patch);
        if (order != 0)
            return order;
        if (this.prerelease.Length == 0 || other.prerelease.Length == 0)
            return other.prerelease.Length.CompareTo(this.prerelease.Length) switch { 0 => 0, var n => n };
        for (int i = 0; i < Math.Min(this.prerelease.Length, other.prerelease.Length); i++)
        {
            string a = this.prerelease[i], b = other.prerelease[i];
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
        return this.prerelease.Length.CompareTo(other.prerelease.Length);
    }
}
