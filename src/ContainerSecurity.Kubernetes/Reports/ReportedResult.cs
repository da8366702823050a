using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Kubernetes.Reports;

/// <summary>One result of a report. Results of one report have an order of their own, in which no time plays a part.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Rule">The rule's ID.</param>
/// <param name="Category">The rule's category.</param>
/// <param name="Severity">The severity, in the words of reports.</param>
/// <param name="Result">What came of it: fail, warn, skip, error.</param>
/// <param name="Message">What is wrong, cut where it is long.</param>
/// <param name="Properties">What else is known, by name.</param>
internal sealed record ReportedResult(string Policy, string Rule, string Category, string Severity, string Result, string Message, IReadOnlyDictionary<string, string> Properties)
    : IComparable<ReportedResult>
{
    private const int MaxText = 1024;

    public static ReportedResult Of(PolicyFinding finding, string policy)
    {
        Finding found = finding.Finding;
        string result = finding.Waived is not null || !finding.IsActive ? "skip" : finding.Denies ? "fail" : "warn";
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal)
        { ["path"] = Cut(found.Location.Path), ["remediation"] = Cut(found.Remediation) };
        if (found.Container is { } container)
            properties["container"] = container;
        if (finding.Waived is { } reason)
            properties["waived"] = Cut(reason);
        return new ReportedResult(policy, found.Rule.Id, found.Rule.Category, finding.Severity.ToString().ToLowerInvariant(), result, Cut(found.Message),
            properties).WithId();
    }

    /// <summary>All that a decision says.</summary>
    public static IReadOnlyList<ReportedResult> Of(Decision decision, string policy) =>
    [
        .. decision.Findings.Select(f => Of(f, policy)),
        .. decision.NotEvaluated.Select(n => OfError(n.Rule, n.Message, policy)),
        .. decision.Errors.Select(e => OfError(e.Rule ?? "", e.Message, policy)),
    ];

    public static ReportedResult OfError(string rule, string message, string policy) =>
        new ReportedResult(policy, rule, "Reading", "high", "error", Cut(message), new SortedDictionary<string, string>(StringComparer.Ordinal)).WithId();

    public int CompareTo(ReportedResult? other) => string.CompareOrdinal(Key, other?.Key);

    private string Key => string.Join('\0',
        [Rule, Result, Message, .. Properties.Where(p => p.Key != "resultID").Select(p => $"{p.Key}={p.Value}"), Policy, Severity]);

    /// <summary>Readers tell results apart by this property; without it, two containers with one message are one to them.</summary>
    private ReportedResult WithId() => this with
    {
        Properties = new SortedDictionary<string, string>(Properties.ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal)
        {
            ["resultID"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)).AsSpan(0, 8)).ToLower(CultureInfo.InvariantCulture),
        },
    };

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..(MaxText - 1)] + "…";
}
