using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace ContainerSecurity.Kubernetes.Api;

/// <summary>
/// Tells whether something that can be judged has changed in an object. Most changes are of its version, its status,
/// and of who wrote which field.
/// </summary>
internal static class ContentHash
{
    /// <summary>Hashes an object without its version and what the server notes about who wrote which field.</summary>
    /// <param name="found">The object.</param>
    /// <param name="hasStatus">Whether its status counts.</param>
    public static UInt128 Of(ClusterObject found, bool hasStatus)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (found.Json.ValueKind == JsonValueKind.Object)
            foreach (JsonProperty property in found.Json.EnumerateObject())
                if (property.NameEquals("metadata") && property.Value.ValueKind == JsonValueKind.Object)
                    AddMetadata(hash, property.Value);
                else if (!property.NameEquals("kind") && !property.NameEquals("apiVersion") && (hasStatus || !property.NameEquals("status")))
                    Add(hash, property);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }

    private static void AddMetadata(IncrementalHash hash, JsonElement metadata)
    {
        foreach (JsonProperty property in metadata.EnumerateObject())
            if (!property.NameEquals("managedFields") && !property.NameEquals("resourceVersion") && !property.NameEquals("generation"))
                Add(hash, property);
    }

    private static void Add(IncrementalHash hash, JsonProperty property)
    {
        hash.AppendData(JsonMarshal.GetRawUtf8PropertyName(property));
        hash.AppendData(JsonMarshal.GetRawUtf8Value(property.Value));
    }
}
