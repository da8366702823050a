using System.Text.Json;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Signatures.Dsse;

/// <summary>
/// A statement about artifacts (in-toto attestation framework, Statement v1 and v0.1): which ones, and a predicate that
/// says something of them.
/// </summary>
public sealed class InTotoStatement
{
    /// <summary>How many subjects a statement has at most.</summary>
    public const int MaxSubjects = 1024;

    /// <summary>The type that is written.</summary>
    public const string StatementType = "https://in-toto.io/Statement/v1";

    private const string OldStatementType = "https://in-toto.io/Statement/v0.1";

    private static readonly string[] Algorithms = ["sha256", "sha384", "sha512"];

    private InTotoStatement(string predicateType, IReadOnlyList<InTotoSubject> subjects, JsonElement predicate)
    {
        PredicateType = predicateType;
        Subjects = subjects;
        Predicate = predicate;
    }

    /// <summary>What the predicate is: a URI, such as <c>https://slsa.dev/provenance/v1</c>.</summary>
    public string PredicateType { get; }

    /// <summary>What the statement is about, at least one.</summary>
    public IReadOnlyList<InTotoSubject> Subjects { get; }

    /// <summary>What is said; undefined where the statement has no predicate. It stays readable for the object's life.</summary>
    public JsonElement Predicate { get; }

    /// <summary>
    /// Reads a statement. Digests of algorithms that are not accepted are left out; a subject that has none of the
    /// accepted ones can never match.
    /// </summary>
    /// <param name="payload">The payload of an envelope, whose signature should be verified before.</param>
    /// <exception cref="SignatureFormatException">The payload is no statement, or has no subject or more than 1024.</exception>
    public static InTotoStatement Read(ReadOnlyMemory<byte> payload)
    {
        using JsonDocument document = SignatureJson.Read(payload, "The in-toto statement");
        JsonElement root = document.RootElement;
        if (root.Text("_type") is not (StatementType or OldStatementType))
            throw new SignatureFormatException("The statement's _type is not that of in-toto Statement v1 or v0.1.");
        string predicateType = root.Text("predicateType") is { Length: > 0 } type
            ? type
            : throw new SignatureFormatException("The statement has no predicateType.");
        if (root.IsOther("predicate", JsonValueKind.Object))
            throw new SignatureFormatException("The predicate of the statement is no object.");
        JsonElement predicate = root.Field("predicate");
        return new InTotoStatement(
            predicateType, ReadSubjects(root), predicate.ValueKind == JsonValueKind.Object ? predicate.Clone() : default);
    }

    /// <summary>Writes a statement (v1) about artifacts.</summary>
    /// <param name="predicateType">What the predicate is.</param>
    /// <param name="subjects">What it is about.</param>
    /// <param name="predicate">What is said, as a JSON object.</param>
    public static byte[] Write(string predicateType, IEnumerable<InTotoSubject> subjects, JsonElement predicate)
    {
        ArgumentNullException.ThrowIfNull(predicateType);
        ArgumentNullException.ThrowIfNull(subjects);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, SignatureJson.Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("_type", StatementType);
            writer.WriteStartArray("subject");
            foreach (InTotoSubject subject in subjects)
                WriteSubject(writer, subject);
            writer.WriteEndArray();
            writer.WriteString("predicateType", predicateType);
            if (predicate.ValueKind == JsonValueKind.Object)
            {
                writer.WritePropertyName("predicate");
                predicate.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>Writes a statement (v1) about one image.</summary>
    /// <param name="predicateType">What the predicate is.</param>
    /// <param name="name">The image's name, for people; null for none.</param>
    /// <param name="digest">The image's digest.</param>
    /// <param name="predicate">What is said, as a JSON object.</param>
    public static byte[] Write(string predicateType, string? name, Digest digest, JsonElement predicate)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return Write(
            predicateType,
            [new InTotoSubject(name, new Dictionary<string, string> { [digest.Algorithm] = digest.Encoded })],
            predicate);
    }

    /// <summary>Whether the statement is about an artifact. Names of subjects mean nothing.</summary>
    /// <param name="digest">The artifact's digest, such as <c>sha256:…</c>.</param>
    public bool Names(string digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return Digest.TryParse(digest, out Digest? parsed) && Names(parsed!);
    }

    /// <summary>Whether the statement is about an artifact. Names of subjects mean nothing.</summary>
    public bool Names(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return Subjects.Any(s => s.Digests.TryGetValue(digest.Algorithm, out string? encoded) && encoded == digest.Encoded);
    }

    private static List<InTotoSubject> ReadSubjects(JsonElement root)
    {
        if (root.Field("subject") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
            throw new SignatureFormatException("The statement has no subject.");
        return list.GetArrayLength() <= MaxSubjects
            ? [.. list.EnumerateArray().Select(ReadSubject)]
            : throw new SignatureFormatException($"The statement has more than {MaxSubjects} subjects.");
    }

    private static InTotoSubject ReadSubject(JsonElement subject)
    {
        if (subject.Field("digest") is not { ValueKind: JsonValueKind.Object } digests)
            throw new SignatureFormatException("A subject of the statement has no digest.");
        Dictionary<string, string> accepted = [];
        foreach (JsonProperty digest in digests.EnumerateObject().Where(d => Algorithms.Contains(d.Name)))
        {
            string encoded = digest.Value.ValueKind == JsonValueKind.String ? digest.Value.GetString()! : "";
            if (!Digest.TryParse($"{digest.Name}:{encoded}", out _))
                throw new SignatureFormatException($"The {digest.Name} digest of a subject is not that of its algorithm.");
            accepted[digest.Name] = encoded;
        }
        return new InTotoSubject(subject.Text("name"), accepted);
    }

    private static void WriteSubject(Utf8JsonWriter writer, InTotoSubject subject)
    {
        writer.WriteStartObject();
        if (subject.Name is not null)
            writer.WriteString("name", subject.Name);
        writer.WriteStartObject("digest");
        foreach ((string algorithm, string encoded) in subject.Digests)
            writer.WriteString(algorithm, encoded);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
