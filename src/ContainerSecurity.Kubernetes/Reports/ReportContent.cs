using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Reports;

/// <summary>Tells what reports say apart, whenever it was found out and in whatever order a server keeps their fields.</summary>
internal static class ReportContent
{
    private const string Results = "results";
    private static readonly string[] Said = ["scope", "source", "summary", Results];

    public static UInt128 Of(JsonElement report)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string key in Said)
            if (report.Below(key) is { ValueKind: not JsonValueKind.Undefined } value)
            {
                Add(hash, key);
                Add(hash, value, isResults: key == Results, depth: 0);
            }
        Add(hash, report.Below("metadata").Below("annotations").TextOf(ObjectReport.LeftOut) ?? "");
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }

    private static void Add(IncrementalHash hash, JsonElement value, bool isResults, int depth)
    {
        // Reports are flat; what is nested deeper is none of ours.
        if (depth > 8)
            return;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Add(hash, "{");
                foreach (JsonProperty property in value.EnumerateObject().Where(p => !isResults || !p.NameEquals("timestamp")).OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    Add(hash, property.Name);
                    Add(hash, property.Value, isResults: false, depth + 1);
                }
                Add(hash, "}");
                break;
            case JsonValueKind.Array:
                Add(hash, "[");
                foreach (JsonElement item in value.EnumerateArray())
                    Add(hash, item, isResults, depth + 1);
                Add(hash, "]");
                break;
            default:
                Add(hash, value.ValueKind + ":" + value);
                break;
        }
    }

    private static void Add(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }
}
