using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Accepts findings of a rule for a reason, for a while. The same type and the same test serve policy files, annotations, comments and code.</summary>
public sealed record Waiver
{
    /// <summary>
    /// IDs or slugs of the rules, or <c>*</c> for all. One that names flaws and no rule is about every rule that finds
    /// them, and holds <c>*</c>.
    /// </summary>
    public IReadOnlyList<string> Rules
    {
        get => field.Count == 0 && Vulnerabilities.Count > 0 ? ["*"] : field;
        init => field = [.. value ?? throw new ArgumentNullException(nameof(value))];
    } = [];

    /// <summary>What is waived.</summary>
    public ResourceSelector Match { get; init; } = ResourceSelector.Everything;

    /// <summary>
    /// Identifiers of known flaws that are waived, such as <c>CVE-2024-1234</c> or <c>GHSA-…</c>: any name of a flaw
    /// means it. Empty for all that the rules find.
    /// </summary>
    public IReadOnlyList<string> Vulnerabilities { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>
    /// Patterns of the packages whose flaws are waived: of names, or of package URLs where they begin with
    /// <c>pkg:</c>, with or without version and qualifiers. Empty for all.
    /// </summary>
    public IReadOnlyList<string> Packages { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>
    /// What the waiver says of the flaws to others: that the product has them and that is accepted, or that it is not
    /// affected. The default value is <see cref="WaiverClaim.Accepted"/>.
    /// </summary>
    public WaiverClaim Claim { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who answers for it; null where nobody is named.</summary>
    public string? Owner { get; init; }

    /// <summary>The last day (UTC) on which the waiver holds; null for no end.</summary>
    public DateTime? Expires { get; init; }

    /// <summary>Where the waiver is written; null for one made in code.</summary>
    public DocumentLocation? Location { get; init; }

    /// <summary>Whether the last day is over.</summary>
    public bool IsExpired(DateTimeOffset now) => Expires is { } last && now.UtcDateTime.Date > last.Date;

    /// <summary>Whether the waiver speaks of a finding, expired or not.</summary>
    public bool Covers(Finding finding, Resource resource) =>
        MayCover(finding, resource) && (Vulnerabilities.Count == 0 || finding.Subject?.IsNamedBy(Vulnerabilities) == true);

    /// <summary>Whether the waiver speaks of a finding but for the flaws that it names.</summary>
    internal bool MayCover(Finding finding, Resource resource) =>
        Names(finding.Rule) && Match.Matches(finding, resource) && (Packages.Count == 0 || (finding.Subject is { } subject && CoversPackage(subject)));

    /// <summary>Whether one of <see cref="Packages"/> means the package of a finding.</summary>
    public bool CoversPackage(FindingSubject subject)
    {
        _ = subject ?? throw new ArgumentNullException(nameof(subject));
        return Packages.Any(p => Means(p, subject));
    }

    /// <summary>Whether the waiver is about flaws of packages alone.</summary>
    internal bool NamesFlaws => Vulnerabilities.Count + Packages.Count > 0;

    /// <summary>What is waived, for people.</summary>
    internal string Said => string.Join(", ", Vulnerabilities.Count == 0 ? Rules : Vulnerabilities) + (Packages.Count == 0
        ? "" : $" in {string.Join(", ", Packages)}");

    private static bool Means(string pattern, FindingSubject subject)
    {
        if (!pattern.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
            return subject.Package is { } name && Glob.Matches(pattern, name);
        if (subject.PackageUrl is not { } url)
            return false;
        int query = url.IndexOfAny(['?', '#']);
        string plain = query < 0 ? url : url.Substring(0, query);
        int version = plain.LastIndexOf('@');
        return Glob.Matches(pattern, url) || Glob.Matches(pattern, plain)
            || (version > plain.LastIndexOf('/') && Glob.Matches(pattern, plain.Substring(0, version)));
    }

    internal bool Names(RuleDescriptor rule) =>
        Rules.Any(r =>
            r == "*"
            || string.Equals(r, rule.Id, StringComparison.OrdinalIgnoreCase)
            || string.Equals(r, rule.Slug, StringComparison.OrdinalIgnoreCase));
}
