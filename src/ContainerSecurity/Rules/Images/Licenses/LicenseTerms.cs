using ContainerSecurity.Documents;

namespace ContainerSecurity.Rules.Images.Licenses;

/// <summary>Which licences are allowed and which are refused; what is refused is so also where a pattern allows it.</summary>
internal sealed class LicenseTerms(IReadOnlyList<string> allowed, IReadOnlyList<string> refused)
{
    private const string With = " WITH ";

    /// <summary>Whether every licence is allowed.</summary>
    public bool IsEmpty => allowed.Count + refused.Count == 0;

    /// <summary>Whether a text is one of those that stand for no licence (SPDX 2.3, 7.13 and 7.15).</summary>
    public static bool SaysNothing(string text) => text.Trim() is "" or "NOASSERTION" or "NONE" or "UNKNOWN";

    /// <summary>The licences of an expression for which it is not allowed; empty where it is. Of alternatives one is enough.</summary>
    public IReadOnlyList<string> RefusedIn(string text) => LicenseNode.Read(text).Refused(t => !Allows(t));

    /// <inheritdoc/>
    public override string ToString() =>
        (allowed.Count == 0 ? "all licences" : string.Join(", ", allowed)) + (refused.Count == 0 ? "" : $" but not {string.Join(", ", refused)}");

    /// <summary>An exception only grants more, so a licence that is allowed is so with one; one that is refused may be allowed with one by name.</summary>
    private bool Allows(string term)
    {
        int exception = term.IndexOf(With, StringComparison.Ordinal);
        if (exception < 0)
            return !Any(refused, term) && (allowed.Count == 0 || Any(allowed, term));
        string license = term.Substring(0, exception);
        if (Any(refused, term))
            return false;
        bool isNamed = allowed.Any(a => a.IndexOf(With, StringComparison.OrdinalIgnoreCase) > 0 && Matches(a, term));
        return isNamed || (!Any(refused, license) && (allowed.Count == 0 || Any(allowed, license)));
    }

    private static bool Any(IReadOnlyList<string> patterns, string license) => patterns.Any(p => Matches(p, license));

    /// <summary>Identifiers are compared without case (SPDX 2.3, annex D.2); old ones of GNU mean what the new ones say.</summary>
    private static bool Matches(string pattern, string license) =>
        Glob.Matches(LicenseNode.Normal(pattern).ToUpperInvariant(), LicenseNode.Normal(license).ToUpperInvariant());
}
