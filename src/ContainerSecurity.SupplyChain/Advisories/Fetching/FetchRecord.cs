using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Advisories.Fetching;

/// <summary>What is remembered of a fetched file, in <c>NAME.fetch.json</c> beside it.</summary>
/// <param name="Url">Where it is from, without user and password.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Digest">Its digest, <c>sha256:…</c>.</param>
/// <param name="Checked">When the server said last that these are its data.</param>
public sealed record FetchRecord(string Url, long Length, string Digest, DateTimeOffset Checked)
{
    private const string Ending = ".fetch.json";
    private const int MaxLength = 64 * 1024;
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    /// <summary>What tells the whole address from others, its query included.</summary>
    public string Key { get; init; } = "";

    /// <summary>The entity tag of the server; null for none.</summary>
    public string? ETag { get; init; }

    /// <summary>When the server's data changed last; null where it does not say.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Where the record of a file is.</summary>
    /// <param name="file">The file.</param>
    public static string PathOf(string file) => file + Ending;

    /// <summary>Reads the record of a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The record; null where there is none that can be read, or it is of other bytes than the file has now.</returns>
    public static FetchRecord? Of(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return Read(file) is { } record && record.IsOf(file) ? record : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>When the server said last that the data of a file are its own; null where nobody knows.</summary>
    /// <param name="file">The file.</param>
    public static DateTimeOffset? DateOf(string file) => Of(file)?.Checked;

    /// <summary>Writes the record beside a file.</summary>
    /// <param name="file">The file.</param>
    public void Write(string file)
    {
        using FileStream stream = File.Create(PathOf(file));
        using Utf8JsonWriter json = new(stream, Layout);
        json.WriteStartObject();
        json.WriteString("url", Url);
        json.WriteString("key", Key);
        json.WriteNumber("length", Length);
        json.WriteString("digest", Digest);
        json.WriteString("checked", TextOf(Checked));
        if (ETag is not null)
            json.WriteString("etag", ETag);
        if (LastModified is { } modified)
            json.WriteString("lastModified", TextOf(modified));
        json.WriteEndObject();
    }

    /// <summary>The record beside a file, whatever the file holds now; null for none that can be read.</summary>
    internal static FetchRecord? Read(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(PathOf(file));
            return BoundedBytes.ReadAll(stream, MaxLength) is { } json ? Read(json) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    internal static bool IsRecord(string file) => file.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    internal static string DigestOf(Stream stream) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(stream));

    private bool IsOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return stream.Length == Length && DigestOf(stream) == Digest;
    }

    private static FetchRecord? Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return root.Text("url") is { } url
            && root.Field("length") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long length)
            && root.Text("digest") is { } digest
            && root.Time("checked") is { } at
            ? new FetchRecord(url, length, digest, at) { Key = root.Text("key") ?? "", ETag = root.Text("etag"), LastModified = root.Time("lastModified") }
            : null;
    }

    private static string TextOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
