namespace ContainerSecurity.Rules.Images.Licenses;

/// <summary>An expression of licences (SPDX 2.3, annex D): one licence, or several of which all or one apply.</summary>
/// <param name="Term">The licence, with its exception; null for several.</param>
/// <param name="IsChoice">Whether one of the parts is enough.</param>
/// <param name="Parts">The parts; empty for one licence.</param>
internal sealed record LicenseNode(string? Term, bool IsChoice, IReadOnlyList<LicenseNode> Parts)
{
    private const int MaxWords = 1000, MaxDepth = 64;

    /// <summary>Reads an expression; a text that is none is a licence of that name.</summary>
    public static LicenseNode Read(string text)
    {
        string[] words = text.Replace("(", " ( ").Replace(")", " ) ").Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        int at = 0;
        LicenseNode? read = words.Length > MaxWords ? null : ReadChoice(words, ref at, 0);
        return read is not null && at == words.Length
            ? read
            : One(string.Join(" ", text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>The licences for which the expression is refused; empty where it is allowed.</summary>
    public IReadOnlyList<string> Refused(Func<string, bool> isRefused)
    {
        if (Term is not null)
            return isRefused(Term) ? [Term] : [];
        IReadOnlyList<string>[] parts = [.. Parts.Select(p => p.Refused(isRefused))];
        return IsChoice && Array.Exists(parts, p => p.Count == 0) ? [] : [.. parts.SelectMany(p => p).Distinct()];
    }

    /// <summary>A licence by the name that counts today: <c>GPL-2.0</c> is <c>GPL-2.0-only</c>, <c>GPL-2.0+</c> is <c>GPL-2.0-or-later</c>.</summary>
    public static string Normal(string license)
    {
        int with = license.IndexOf(" WITH ", StringComparison.OrdinalIgnoreCase);
        if (with > 0)
            return $"{Normal(license.Substring(0, with))} WITH {license.Substring(with + " WITH ".Length)}";
        bool isGnu = license.StartsWith("GPL-", StringComparison.OrdinalIgnoreCase) || license.StartsWith("LGPL-", StringComparison.OrdinalIgnoreCase)
            || license.StartsWith("AGPL-", StringComparison.OrdinalIgnoreCase) || license.StartsWith("GFDL-", StringComparison.OrdinalIgnoreCase);
        if (!isGnu)
            return license;
        return license.EndsWith("+", StringComparison.Ordinal) ? license.Substring(0, license.Length - 1) + "-or-later"
            : char.IsDigit(license[license.Length - 1]) ? license + "-only"
            : license;
    }

    private static LicenseNode One(string term) => new(term, false, []);

    private static LicenseNode? ReadChoice(string[] words, ref int at, int depth) => ReadSeveral(words, ref at, depth, "OR");

    private static LicenseNode? ReadSeveral(string[] words, ref int at, int depth, string joint)
    {
        var parts = new List<LicenseNode>();
        do
        {
            LicenseNode? part = joint == "OR" ? ReadSeveral(words, ref at, depth, "AND") : ReadOne(words, ref at, depth);
            if (part is null)
                return null;
            parts.Add(part);
        }
        while (Take(words, ref at, joint));
        return parts.Count == 1 ? parts[0] : new LicenseNode(null, joint == "OR", parts);
    }

    private static LicenseNode? ReadOne(string[] words, ref int at, int depth)
    {
        if (Take(words, ref at, "("))
        {
            LicenseNode? inner = depth == MaxDepth ? null : ReadChoice(words, ref at, depth + 1);
            return Take(words, ref at, ")") ? inner : null;
        }
        if (at == words.Length || IsJoint(words[at]))
            return null;
        string term = words[at++];
        if (!Take(words, ref at, "WITH"))
            return One(term);
        return at == words.Length || IsJoint(words[at]) ? null : One($"{term} WITH {words[at++]}");
    }

    private static bool IsJoint(string word) => word is "(" or ")" || Is(word, "AND") || Is(word, "OR") || Is(word, "WITH");

    private static bool Is(string word, string joint) => string.Equals(word, joint, StringComparison.OrdinalIgnoreCase);

    private static bool Take(string[] words, ref int at, string word)
    {
        if (at == words.Length || !Is(words[at], word))
            return false;
        at++;
        return true;
    }
}
