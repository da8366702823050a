using System.Text.Json;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Verdicts;

/// <summary>What a policy said of things, as an in-toto statement about their digests.</summary>
/// <param name="Inputs">What was judged, at least one thing, each with its name and digest.</param>
/// <param name="Policy">The digest of the policy.</param>
/// <param name="Time">When.</param>
public sealed record VerdictStatement(IReadOnlyList<VerdictInput> Inputs, Digest Policy, DateTimeOffset Time)
{
    /// <summary>The type of the predicate.</summary>
    public const string PredicateType = "https://containersecurity.io/verdict/v1";

    private static readonly Dictionary<VerdictOutcome, string> Words = new()
    {
        [VerdictOutcome.Pass] = "pass",
        [VerdictOutcome.Fail] = "fail",
        [VerdictOutcome.NotEvaluated] = "not-evaluated",
    };

    /// <summary>The policy's name.</summary>
    public string PolicyName { get; init; } = "";

    /// <summary>What came of it. The default value is <see cref="VerdictOutcome.NotEvaluated"/>.</summary>
    public VerdictOutcome Outcome { get; init; } = VerdictOutcome.NotEvaluated;

    /// <summary>How many findings count, by the word of their severity.</summary>
    public IReadOnlyDictionary<string, int> Findings { get; init; } = new Dictionary<string, int>();

    /// <summary>How many findings deny.</summary>
    public int Denied { get; init; }

    /// <summary>How many findings are waived.</summary>
    public int Waived { get; init; }

    /// <summary>The version of the tool.</summary>
    public string ToolVersion { get; init; } = "";

    /// <summary>Whether the policy let everything pass, and everything was judged.</summary>
    public bool IsClean => Outcome == VerdictOutcome.Pass;

    /// <summary>Whether the verdict is about a thing.</summary>
    /// <param name="digest">Its digest.</param>
    public bool Names(Digest digest) => Inputs.Any(i => i.Digest == digest);

    /// <summary>Signs the verdict; an envelope (DSSE) comes of it.</summary>
    /// <exception cref="InvalidOperationException">Nothing was judged, or more than a statement is about.</exception>
    public byte[] Sign(SigningKey key) => DsseEnvelope.Sign(DsseEnvelope.InTotoType, Write(), key).Write();

    /// <summary>The statement without a signature.</summary>
    /// <exception cref="InvalidOperationException">Nothing was judged, or more than a statement is about.</exception>
    public byte[] Write()
    {
        if (Inputs.Count is 0 or > InTotoStatement.MaxSubjects)
            throw new InvalidOperationException($"A verdict is about 1 to {InTotoStatement.MaxSubjects} things, not {Inputs.Count}.");
        using JsonDocument predicate = JsonDocument.Parse(WritePredicate());
        return InTotoStatement.Write(
            PredicateType,
            Inputs.Select(i => new InTotoSubject(i.Name, new Dictionary<string, string> { [i.Digest.Algorithm] = i.Digest.Encoded })),
            predicate.RootElement);
    }

    /// <summary>Reads a verdict out of an envelope or a statement. Signatures are not verified.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>The verdict; null where the bytes are something else.</returns>
    public static VerdictStatement? Find(ReadOnlyMemory<byte> content)
    {
        try
        {
            return Read(StatementOf(content));
        }
        catch (SignatureFormatException)
        {
            return null;
        }
    }

    /// <summary>The predicate of a verdict, given as an envelope or a statement. Signatures are not verified.</summary>
    /// <param name="content">The bytes.</param>
    /// <exception cref="SignatureFormatException">The bytes are no statement.</exception>
    public static JsonElement PredicateOf(ReadOnlyMemory<byte> content) => InTotoStatement.Read(StatementOf(content)).Predicate;

    /// <summary>Reads a verdict.</summary>
    /// <param name="statement">The statement.</param>
    /// <exception cref="SignatureFormatException">It is no verdict.</exception>
    public static VerdictStatement Read(ReadOnlyMemory<byte> statement)
    {
        InTotoStatement read = InTotoStatement.Read(statement);
        if (read.PredicateType != PredicateType || read.Predicate.ValueKind != JsonValueKind.Object)
            throw new SignatureFormatException($"The statement is '{read.PredicateType}' and no verdict.");
        JsonElement predicate = read.Predicate;
        VerdictOutcome outcome = Words.FirstOrDefault(w => w.Value == predicate.Text("verdict"), new(VerdictOutcome.NotEvaluated, "")).Key;
        return new VerdictStatement(
            [.. read.Subjects.SelectMany(s => s.Digests.Select(d => new VerdictInput(s.Name ?? "", DigestOf($"{d.Key}:{d.Value}"))))],
            DigestOf(predicate.Field("policy").Text("digest")),
            DateTimeOffset.TryParse(predicate.Text("timestamp"), System.Globalization.CultureInfo.InvariantCulture, out DateTimeOffset time)
                ? time
                : throw new SignatureFormatException("The verdict has no time."))
        {
            PolicyName = predicate.Field("policy").Text("name") ?? "",
            Outcome = outcome,
            ToolVersion = predicate.Field("tool").Text("version") ?? "",
        };
    }

    private static ReadOnlyMemory<byte> StatementOf(ReadOnlyMemory<byte> content)
    {
        using JsonDocument document = SignatureJson.Read(content, "The verdict");
        return document.RootElement.TryGetProperty("payloadType", out _) ? DsseEnvelope.Read(content).Payload : content;
    }

    private byte[] WritePredicate()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("verdict", Words[Outcome]);
            json.WriteString("timestamp", Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteStartObject("policy");
            json.WriteString("name", PolicyName);
            json.WriteString("digest", Policy.ToString());
            json.WriteEndObject();
            json.WriteStartObject("findings");
            foreach ((string severity, int count) in Findings.OrderBy(f => f.Key, StringComparer.Ordinal))
                json.WriteNumber(severity, count);
            json.WriteEndObject();
            json.WriteNumber("denied", Denied);
            json.WriteNumber("waived", Waived);
            json.WriteStartObject("tool");
            json.WriteString("name", "csec");
            json.WriteString("version", ToolVersion);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static Digest DigestOf(string? text) =>
        text is not null && Digest.TryParse(text, out Digest? digest) ? digest! : throw new SignatureFormatException("A digest in the verdict is none.");
}
