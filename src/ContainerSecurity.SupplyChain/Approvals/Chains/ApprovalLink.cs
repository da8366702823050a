using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using ContainerSecurity.Audit;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;

namespace ContainerSecurity.SupplyChain.Approvals.Chains;

/// <summary>
/// What binds an entry to the others, and its image. It is read in one pass, so that the chain of a long store is verified in little time;
/// an entry that is asked for is then read strictly, and must say the same.
/// </summary>
internal sealed record ApprovalLink(AuditCheckpoint Place, IReadOnlyList<AuditCheckpoint> Previous, Digest Image)
{
    /// <summary>Most ends of a store that one entry brings together: 64.</summary>
    public const int MaxPrevious = 64;

    private const int MaxDepth = 16;

    /// <exception cref="SignatureFormatException">The bytes are no entry.</exception>
    public static ApprovalLink Read(ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length > SignedApproval.MaxSize)
            throw new SignatureFormatException($"The entry has {envelope.Length} bytes; {SignedApproval.MaxSize} are the most.");
        byte[] payload = ArrayPool<byte>.Shared.Rent(Math.Max(envelope.Length, 1));
        try
        {
            int length = ReadPayload(envelope, payload);
            var parts = new Parts();
            ReadStatement(payload.AsSpan(0, length), parts);
            return parts.Link(SignedApproval.HashOf(envelope));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException and not SignatureFormatException)
        {
            throw new SignatureFormatException("The entry is no approval: its JSON is not valid.", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(payload);
        }
    }

    private static int ReadPayload(ReadOnlySpan<byte> envelope, byte[] payload)
    {
        var json = new Utf8JsonReader(envelope, new JsonReaderOptions { MaxDepth = MaxDepth });
        int length = -1;
        Open(ref json);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isPayload = json.ValueTextEquals("payload"u8);
            json.Read();
            if (!isPayload)
            {
                json.Skip();
                continue;
            }
            if (length >= 0 || json.TokenType != JsonTokenType.String || json.ValueIsEscaped
                || Base64.DecodeFromUtf8(json.ValueSpan, payload, out int consumed, out length) != OperationStatus.Done || consumed != json.ValueSpan.Length)
                throw new SignatureFormatException("The entry is no approval: its payload is no base64.");
        }
        End(ref json);
        return length >= 0 ? length : throw new SignatureFormatException("The entry is no approval: it has no payload.");
    }

    private static void ReadStatement(ReadOnlySpan<byte> statement, Parts parts)
    {
        var json = new Utf8JsonReader(statement, new JsonReaderOptions { MaxDepth = MaxDepth });
        Open(ref json);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isSubject = json.ValueTextEquals("subject"u8), isPredicate = json.ValueTextEquals("predicate"u8);
            json.Read();
            if (isSubject)
                parts.TakeImage(ReadImage(ref json));
            else if (isPredicate)
                ReadPredicate(ref json, parts);
            else
                json.Skip();
        }
        End(ref json);
    }

    private static void ReadPredicate(ref Utf8JsonReader json, Parts parts)
    {
        if (json.TokenType != JsonTokenType.StartObject)
            throw new SignatureFormatException("The entry is no approval: its predicate is no object.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isPrevious = json.ValueTextEquals("previous"u8);
            json.Read();
            if (!isPrevious)
            {
                json.Skip();
                continue;
            }
            var previous = new List<AuditCheckpoint>();
            if (json.TokenType != JsonTokenType.StartArray)
                throw new SignatureFormatException("The entry is no approval: 'previous' is no list.");
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                previous.Add(ApprovalPredicate.PlaceOf(json.GetString()));
            parts.TakePrevious(previous);
        }
    }

    /// <summary>The digest of the only subject.</summary>
    private static Digest ReadImage(ref Utf8JsonReader json)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref json);
        return document.RootElement is { ValueKind: JsonValueKind.Array } subjects && subjects.GetArrayLength() == 1
            && subjects[0].TryGetProperty("digest", out JsonElement digests) && digests.EnumerateObject().ToArray() is [var digest]
            && digest.Value.ValueKind == JsonValueKind.String
            && Digest.TryParse($"{digest.Name}:{digest.Value.GetString()}", out Digest? image) && image!.IsVerifiable
            ? image
            : throw new SignatureFormatException("The entry is no approval: it must be about one image, known by one digest.");
    }

    private static void Open(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new SignatureFormatException("The entry is no approval: it is no JSON object.");
    }

    private static void End(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.EndObject || json.Read())
            throw new SignatureFormatException("The entry is no approval: its JSON is not whole.");
    }

    private sealed class Parts
    {
        private Digest? image;
        private List<AuditCheckpoint>? previous;

        public void TakeImage(Digest given) => image = image is null ? given : throw new SignatureFormatException("The entry names its image twice.");

        public void TakePrevious(List<AuditCheckpoint> given) =>
            previous = previous is null ? given : throw new SignatureFormatException("The entry says twice what it follows.");

        public ApprovalLink Link(string hash) => image is null || previous is null || previous.Count > MaxPrevious
            ? throw new SignatureFormatException($"The entry is no approval: it lacks its image or what it follows, or follows more than {MaxPrevious} entries.")
            : new ApprovalLink(new AuditCheckpoint(previous.Count == 0 ? 1 : previous.Max(p => p.Sequence) + 1, hash), previous, image);
    }
}
