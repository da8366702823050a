using System.Globalization;
using System.Text.Json;
using ContainerSecurity.Audit;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;

namespace ContainerSecurity.SupplyChain.Approvals.Chains;

/// <summary>Writes decisions as in-toto statements, and reads them strictly: what is not known is refused, for it may limit what is said.</summary>
internal static class ApprovalPredicate
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ssZ";
    private const int MaxWords = 256;
    private const int MaxText = 8 * 1024;

    private static readonly string[] Members =
        ["kind", "approver", "time", "notBefore", "until", "environments", "namespaces", "reason", "grounds", "name", "previous"];

    private static readonly string[] GroundsMembers = ["findings", "sbom", "policy", "clean"];

    private static readonly Dictionary<string, ApprovalKind> Kinds = new()
    {
        ["approve"] = ApprovalKind.Approve,
        ["break-glass"] = ApprovalKind.BreakGlass,
        ["revoke"] = ApprovalKind.Revoke,
    };

    /// <summary>Why a decision cannot be kept; null where it can.</summary>
    public static string? ProblemOf(ApprovalEntry entry) =>
        !entry.Image.IsVerifiable ? $"The digest {entry.Image} cannot be compared with an image."
        : entry.Previous.Count > ApprovalLink.MaxPrevious ? $"The store has more than {ApprovalLink.MaxPrevious} ends; merge fewer branches at once."
        : entry.Reason.Length > MaxText || entry.Approver.Length > MaxText || entry.Name?.Length > MaxText ? $"A text is longer than {MaxText} characters."
        : entry.Kind == ApprovalKind.Revoke ? null
        : entry.Until is not { } until ? "An approval needs an end."
        : until < (entry.NotBefore ?? entry.Time) ? "The approval ends before it begins."
        : entry.Environments.Count == 0 || entry.Namespaces.Count == 0 ? "An approval needs environments and namespaces; '*' is all."
        : entry.Environments.Count > MaxWords || entry.Namespaces.Count > MaxWords ? $"An approval names at most {MaxWords} environments and namespaces."
        : entry.Environments.Concat(entry.Namespaces).Any(w => w.Length is 0 or > 253)
            ? "A name of an environment or namespace is empty or longer than 253 characters."
        : entry.Kind == ApprovalKind.BreakGlass && entry.Reason.Trim().Length == 0 ? "Breaking the glass needs a reason."
        : null;

    public static byte[] Write(ApprovalEntry entry)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            WriteMembers(json, entry);
        using JsonDocument predicate = JsonDocument.Parse(buffer.ToArray());
        return InTotoStatement.Write(SignedApproval.PredicateType, entry.Name, entry.Image, predicate.RootElement);
    }

    /// <exception cref="SignatureFormatException">The payload is no decision.</exception>
    public static ApprovalEntry Read(ReadOnlyMemory<byte> payload)
    {
        InTotoStatement statement = InTotoStatement.Read(payload);
        if (statement.PredicateType != SignedApproval.PredicateType)
            throw new SignatureFormatException($"The statement is '{statement.PredicateType}' and no approval.");
        if (statement.Subjects is not [{ Digests.Count: 1 } subject] || statement.Predicate.ValueKind != JsonValueKind.Object)
            throw new SignatureFormatException("An approval is about one image, known by one digest.");
        (string algorithm, string encoded) = subject.Digests.Single();
        ApprovalEntry entry = ReadMembers(statement.Predicate, DigestOf($"{algorithm}:{encoded}"), subject.Name);
        return ProblemOf(entry) is { } problem ? throw new SignatureFormatException(problem) : entry;
    }

    /// <exception cref="SignatureFormatException">The text is no place of an entry.</exception>
    public static AuditCheckpoint PlaceOf(string? text) =>
        text is not null && AuditCheckpoint.TryParse(text, out AuditCheckpoint? place) && place!.Sequence is > 0 and < long.MaxValue && place.ToString() == text
            ? place
            : throw new SignatureFormatException("'previous' names no entry, NUMBER:HASH.");

    private static void WriteMembers(Utf8JsonWriter json, ApprovalEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("kind", Kinds.Single(k => k.Value == entry.Kind).Key);
        json.WriteString("approver", entry.Approver);
        json.WriteString("time", TextOf(entry.Time));
        if (entry.NotBefore is { } from)
            json.WriteString("notBefore", TextOf(from));
        if (entry.Until is { } until)
            json.WriteString("until", TextOf(until));
        WriteList(json, "environments", entry.Environments);
        WriteList(json, "namespaces", entry.Namespaces);
        json.WriteString("reason", entry.Reason);
        json.WriteStartObject("grounds");
        foreach ((string name, Digest? digest) in ((string, Digest?)[])[("findings", entry.Grounds.Findings), ("sbom", entry.Grounds.Sbom), ("policy", entry.Grounds.Policy)])
            if (digest is not null)
                json.WriteString(name, digest.ToString());
        if (entry.Grounds.IsClean is { } clean)
            json.WriteBoolean("clean", clean);
        json.WriteEndObject();
        WriteList(json, "previous", entry.Previous.Select(p => p.ToString()));
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (string word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static ApprovalEntry ReadMembers(JsonElement predicate, Digest image, string? name)
    {
        Refuse(predicate, Members);
        JsonElement grounds = predicate.TryGetProperty("grounds", out JsonElement given) ? given : default;
        if (grounds.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            throw new SignatureFormatException("'grounds' is no object.");
        if (grounds.ValueKind == JsonValueKind.Object)
            Refuse(grounds, GroundsMembers);
        return new ApprovalEntry(
            Text(predicate, "kind") is { } kind && Kinds.TryGetValue(kind, out ApprovalKind known)
                ? known
                : throw new SignatureFormatException("'kind' is none that is known."),
            image,
            Time(predicate, "time") ?? throw new SignatureFormatException("The decision has no time."))
        {
            Approver = Text(predicate, "approver") ?? "",
            NotBefore = Time(predicate, "notBefore"),
            Until = Time(predicate, "until"),
            Environments = Words(predicate, "environments"),
            Namespaces = Words(predicate, "namespaces"),
            Reason = Text(predicate, "reason") ?? "",
            Name = name,
            Previous = [.. Words(predicate, "previous").Select(PlaceOf)],
            Grounds = grounds.ValueKind == JsonValueKind.Undefined ? ApprovalGrounds.None : new ApprovalGrounds
            {
                Findings = Text(grounds, "findings") is { } findings ? DigestOf(findings) : null,
                Sbom = Text(grounds, "sbom") is { } sbom ? DigestOf(sbom) : null,
                Policy = Text(grounds, "policy") is { } policy ? DigestOf(policy) : null,
                IsClean = !grounds.TryGetProperty("clean", out JsonElement clean) ? null
                    : clean.ValueKind is JsonValueKind.True or JsonValueKind.False ? clean.GetBoolean()
                    : throw new SignatureFormatException("'clean' is neither true nor false."),
            },
        };
    }

    private static void Refuse(JsonElement element, string[] known)
    {
        foreach (JsonProperty member in element.EnumerateObject())
            if (!known.Contains(member.Name))
                throw new SignatureFormatException($"The approval says '{(member.Name.Length > 40 ? member.Name[..40] : member.Name)}', which is not known and may limit it.");
    }

    private static string? Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new SignatureFormatException($"'{name}' is no text.");

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        Text(element, name) is not { } text ? null
        : DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time
        : throw new SignatureFormatException($"'{name}' is no time of the form {TimeFormat}.");

    private static string[] Words(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement list))
            return [];
        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(w => w.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(w => w.GetString()!)]
            : throw new SignatureFormatException($"'{name}' is no list of texts.");
    }

    private static Digest DigestOf(string text) =>
        Digest.TryParse(text, out Digest? digest) ? digest! : throw new SignatureFormatException("A digest in the approval is none.");

    private static string TextOf(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
