using System.Buffers.Text;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>
/// Finds the bill in a JSON value: it is one, or an in-toto statement about one, or an envelope with such a statement.
/// </summary>
internal static class SbomEnvelope
{
    /// <summary>
    /// How many wrappings there are at most: a Sigstore bundle, a DSSE envelope, a statement, cosign's old predicate.
    /// </summary>
    public const int MaxDepth = 6;

    /// <summary>What is noted of a bill in an envelope.</summary>
    public const string UncheckedSignatures = "The bill is wrapped in an envelope; its signatures were not checked here.";

    /// <summary>Reads a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="bill">Takes what the bill says.</param>
    /// <param name="depth">How many wrappings are around it.</param>
    /// <exception cref="JsonException">What is wrapped is no JSON.</exception>
    /// <exception cref="PackageFormatException">There is no bill.</exception>
    public static SbomFormat Read(JsonElement value, BillContent bill, int depth)
    {
        if (depth > MaxDepth)
            throw new PackageFormatException($"it is wrapped more than {MaxDepth} times");
        if (value.Text("bomFormat") == "CycloneDX")
            return CycloneDxReader.Read(value, bill);
        if (value.Text("spdxVersion") is { } spdx)
            return spdx.StartsWith("SPDX-2.", StringComparison.Ordinal)
                ? SpdxReader.Read(value, bill)
                : throw new PackageFormatException($"its version '{FileText.Quoted(spdx)}' is not known, only SPDX 2");
        if (value.Field("dsseEnvelope") is { } envelope)
            return Read(envelope, bill, depth + 1);
        if (value.Text("payloadType") is not null && value.Text("payload") is { } payload)
            return ReadPayload(payload, bill, depth);
        if (value.Text("_type") is not null && value.Field("predicate") is { } predicate)
            return Read(predicate, bill, depth + 1);
        if (value.Field("Data") is { } data)
            return data.ValueKind == JsonValueKind.String ? ReadText(data.GetString()!, bill, depth) : Read(data, bill, depth + 1);
        throw new PackageFormatException("it is neither CycloneDX nor SPDX nor a statement about one");
    }

    /// <summary>Reads what an envelope signs, in either alphabet of base64 (DSSE, protocol).</summary>
    private static SbomFormat ReadPayload(string payload, BillContent bill, int depth)
    {
        string standard = payload.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        string padded = standard.PadRight(standard.Length + (4 - standard.Length % 4) % 4, '=');
        byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        if (!Convert.TryFromBase64String(padded, bytes, out int written))
            throw new PackageFormatException("the payload of its envelope is no base64");
        bill.Note(UncheckedSignatures);
        using JsonDocument document = Inner(bytes.AsMemory(0, written));
        return Read(document.RootElement, bill, depth + 1);
    }

    private static SbomFormat ReadText(string text, BillContent bill, int depth)
    {
        using JsonDocument document = Inner(System.Text.Encoding.UTF8.GetBytes(text));
        return Read(document.RootElement, bill, depth + 1);
    }

    /// <summary>Reads JSON within JSON, whose faults have no place in the file.</summary>
    private static JsonDocument Inner(ReadOnlyMemory<byte> content)
    {
        try
        {
            return JsonText.Read(content);
        }
        catch (JsonException e)
        {
            throw new PackageFormatException($"what it wraps is no valid JSON: {e.Message.TrimEnd('.')}");
        }
    }
}
