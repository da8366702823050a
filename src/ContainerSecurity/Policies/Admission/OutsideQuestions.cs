using System.Text.RegularExpressions;

namespace ContainerSecurity.Policies.Admission;

/// <summary>What expressions may ask that no file answers: who makes the request, what the cluster, a registry or the network says.</summary>
internal static class OutsideQuestions
{
    private const string UserInfo = "request.userInfo";
    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        UserInfo,
        "authorizer",
        "authorizer.requestResource",
        "resource",
        "http",
        "globalContext",
        "image"
    };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex Literals = new(@"""(?:[^""\\]|\\.)*""", RegexOptions.CultureInvariant | RegexOptions.Singleline, Patience);
    private static readonly Regex Questions = new(
        @"\brequest\.\??userInfo\b|\bauthorizer\b|(?<![.\w])(?:resource\.(?:Get|List)|http\.(?:Get|Post)|globalContext\.Get|image\.GetMetadata)(?=\()",
        RegexOptions.CultureInvariant,
        Patience);

    /// <summary>Whether an unknown attribute is such a question.</summary>
    public static bool AreAskedBy(string attribute) => Attributes.Contains(attribute);

    /// <summary>Says, as a clause, what is not known.</summary>
    public static string Lacking(IReadOnlyCollection<string> attributes) => $"{string.Join(", ", attributes)} is not available offline{Need(attributes)}";

    /// <summary>Says who would have to be known, where that is so.</summary>
    public static string Need(IReadOnlyCollection<string> attributes) =>
        attributes.Any(a => a.Replace("?", "").StartsWith(UserInfo, StringComparison.Ordinal)) ? "; it needs a user" : "";

    /// <summary>What an expression asks, as it is written; nothing where it asks nothing.</summary>
    public static IReadOnlyList<string> In(AdmissionExpression expression) =>
        [.. Questions.Matches(Literals.Replace(expression.Canonical.Replace("request[\"userInfo\"]", "request.userInfo"), "\"\""))
            .Cast<Match>()
            .Select(m => m.Value)
            .Distinct()];
}
