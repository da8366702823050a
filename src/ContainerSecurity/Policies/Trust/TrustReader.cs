using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies.Trust;

/// <summary>Reads the section <c>trust</c> of a policy file. What would trust nobody, or anybody, is an error.</summary>
/// <param name="words">Reads the fields.</param>
/// <param name="pathOf">Gives the path of a file that is named relative to the policy file.</param>
internal sealed class TrustReader(PolicyFields words, Func<string, string> pathOf)
{
    internal static readonly string[] Keys = ["images", "keys", "identities", "trustedRoot", "notary", "threshold", "attestations", "onUnreachable"];
    internal static readonly string[] KeyKeys = ["file", "pem"];
    internal static readonly string[] IdentityKeys = ["subject", "subjectPattern", "issuer", "issuerPattern"];
    internal static readonly string[] AttestationKeys = ["type", "expression", "maxAge"];
    private const int MaxPattern = 1024;

    internal static readonly Dictionary<string, UnreachableRegistry> Unreachable = new(StringComparer.Ordinal)
    {
        ["not-evaluated"] = UnreachableRegistry.NotEvaluated,
        ["deny"] = UnreachableRegistry.Deny,
        ["allow"] = UnreachableRegistry.Allow,
    };

    public IReadOnlyList<ImageTrustRequirement> Read(FieldList<NodeView> list) => [.. list.Items.Where(i => i.IsKnown).Select(i => Requirement(i.Value))];

    private ImageTrustRequirement Requirement(NodeView view)
    {
        words.CheckKeys(view, Keys);
        string[] images = PolicyFields.Known(view.TextList("images"));
        if (images.Length == 0 || images.Any(i => i.Trim().Length == 0))
            Report(view, "The requirement names no images; add 'images: [...]', patterns such as registry.example.com/shop/*, or \"*\" for all.");
        var requirement = new ImageTrustRequirement([.. images.Select(i => new ImagePattern(i))])
        {
            Keys = [.. ReadKeys(view)],
            Identities = [.. view.Views("identities").Items.Where(i => i.IsKnown).Select(i => Identity(i.Value)).OfType<RequiredIdentity>()],
            TrustedRoot = PathOf(view.Text("trustedRoot")),
            Notary = PathOf(view.Text("notary")),
            Attestations = [.. view.Views("attestations").Items.Where(i => i.IsKnown).Select(i => Attestation(i.Value)).OfType<RequiredAttestation>()],
            OnUnreachable = words.Word(view.Text("onUnreachable"), Unreachable) ?? UnreachableRegistry.NotEvaluated,
            Location = view.Location,
        };
        return Check(view, requirement) with { Threshold = Threshold(view.Integer("threshold"), requirement) };
    }

    private ImageTrustRequirement Check(NodeView view, ImageTrustRequirement requirement)
    {
        if (requirement.Keys.Count + requirement.Identities.Count == 0 && requirement.Notary is null)
            Report(view, "The requirement trusts nobody; add 'keys', 'identities' or 'notary'.");
        if (requirement.Identities.Count > 0 && requirement.TrustedRoot is null)
            Report(view, "Identities need the authorities that vouch for them; add 'trustedRoot: trusted_root.json'.");
        if (requirement.Attestations.Count > 0 && requirement.Keys.Count + requirement.Identities.Count == 0)
            Report(view, "Attestations need keys or identities that may attest; signatures of the Notary Project attest nothing.");
        return requirement;
    }

    private int Threshold(Field<long> field, ImageTrustRequirement requirement)
    {
        int most = requirement.Keys.Count + requirement.Identities.Count + (requirement.Notary is null ? 0 : 1);
        if (field.IsMissing)
            return 1;
        if (field.IsKnown && field.Value >= 1 && field.Value <= Math.Max(most, 1))
            return (int)field.Value;
        if (field.Location is { } place)
            words.Report(place.File, place.Span, $"The threshold must be from 1 to {most}, the number of those who are trusted.");
        return int.MaxValue;
    }

    /// <summary>Keys: each a file, or an object with <c>file</c> or <c>pem</c>.</summary>
    private IEnumerable<RequiredKey> ReadKeys(NodeView view)
    {
        if (view.Mapping?["keys"] is not SequenceNode list)
        {
            if (view.Mapping?["keys"] is { } other)
                words.Report(other.File, other.FieldSpan, "'keys' must be a list of files, or of objects with 'file' or 'pem'.");
            yield break;
        }
        foreach (DocumentNode item in list.Items)
            if (Key(item) is { } key)
                yield return key;
    }

    private RequiredKey? Key(DocumentNode item)
    {
        if (item is ScalarNode { IsNull: false, Text.Length: > 0 } path)
            return new RequiredKey(null, pathOf(path.Text)) { Location = DocumentLocation.Of(path) };
        if (item is MappingNode)
        {
            NodeView view = words.View(item);
            words.CheckKeys(view, KeyKeys);
            Field<string> file = view.Text("file"), pem = view.Text("pem");
            if (file.IsKnown != pem.IsKnown)
                return new RequiredKey(pem.IsKnown ? pem.Value : null, file.IsKnown ? pathOf(file.Value) : null) { Location = view.Location };
        }
        words.Report(item.File, item.FieldSpan, "A key is the path of a file, or an object with either 'file' or 'pem'.");
        return null;
    }

    private RequiredIdentity? Identity(NodeView view)
    {
        words.CheckKeys(view, IdentityKeys);
        (string? subject, bool isSubjectPattern) = TextOrPattern(view, "subject", "subjectPattern");
        (string? issuer, bool isIssuerPattern) = TextOrPattern(view, "issuer", "issuerPattern");
        return subject is null || issuer is null ? null : new RequiredIdentity(subject, issuer, isSubjectPattern, isIssuerPattern);
    }

    private (string? Text, bool IsPattern) TextOrPattern(NodeView view, string name, string patternName)
    {
        Field<string> exact = view.Text(name), pattern = view.Text(patternName);
        if (exact.IsKnown == pattern.IsKnown || exact.Or(pattern.Or("")).Trim().Length == 0)
        {
            Report(view, $"The identity needs either '{name}' or '{patternName}'; a subject without its issuer could be anybody's.");
            return (null, false);
        }
        if (pattern.IsKnown && ProblemOf(pattern.Value) is { } problem)
        {
            words.Report(pattern, $"The pattern cannot be read: {problem}");
            return (null, false);
        }
        return exact.IsKnown ? (exact.Value, false) : (pattern.Value, true);
    }

    private static string? ProblemOf(string pattern)
    {
        if (pattern.Length > MaxPattern)
            return $"it has more than {MaxPattern} characters.";
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private RequiredAttestation? Attestation(NodeView view)
    {
        words.CheckKeys(view, AttestationKeys);
        Field<string> type = view.Text("type"), expression = view.Text("expression"), age = view.Text("maxAge");
        if (!type.IsKnown || type.Value.Trim().Length == 0)
        {
            Report(view, "The attestation needs 'type', the type of its predicate, such as https://slsa.dev/provenance/v1.");
            return null;
        }
        if (expression.IsKnown && AttestationExpressions.ProblemOf(expression.Value) is { } problem)
            words.Report(expression, $"The expression cannot be used: {problem}");
        TimeSpan? most = age.IsKnown ? RequiredAttestation.ParseAge(age.Value) : null;
        if (age.IsKnown && most is null)
            words.Report(age, $"'{age.Value}' is no duration; write a number of days, or a number with s, m, h, d or w behind it, such as 90 or 36h.");
        return new RequiredAttestation(type.Value) { Expression = expression.IsKnown ? expression.Value : null, MaxAge = most, Location = view.Location };
    }

    private string? PathOf(Field<string> field) => field.IsKnown && field.Value.Length > 0 ? pathOf(field.Value) : null;

    private void Report(NodeView view, string message) => words.Report(view.Location!.File, view.Location.Span, message);
}
