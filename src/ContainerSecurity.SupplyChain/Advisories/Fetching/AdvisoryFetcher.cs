using System.Net;
using System.Security.Cryptography;
using ContainerSecurity.SupplyChain.Advisories.Compiled;

namespace ContainerSecurity.SupplyChain.Advisories.Fetching;

/// <summary>Fetches published advisories when somebody asks for it; nothing else in this package asks anybody for anything.</summary>
/// <remarks>
/// What a file came as is kept beside it (<see cref="FetchRecord"/>), so that the server is asked only for what is newer.
/// A download that breaks off is gone on with where it was, if the server still has the same. A file takes the place of
/// the older one only when it is whole, has the digest that the address asks for (<c>#sha256=…</c>) and can be read as
/// advisories.
/// </remarks>
public sealed class AdvisoryFetcher : IDisposable
{
    private const string PartFolder = ".fetch";

    private readonly string folder;
    private readonly FetchOptions options;
    private readonly HttpClient client;

    /// <summary>Creates a fetcher. Proxies are those of the environment.</summary>
    /// <param name="folder">The folder that files come to; made where it is missing.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    public AdvisoryFetcher(string folder, FetchOptions? options = null)
    {
        this.folder = folder ?? throw new ArgumentNullException(nameof(folder));
        this.options = options ?? new FetchOptions();
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("ContainerSecurity");
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>Fetches a file.</summary>
    /// <param name="url">The address, of <c>https</c>; behind it may stand <c>#sha256=…</c>, the digest that the file must have.</param>
    /// <param name="cancellation">Ends it early; what came so far is gone on with the next time.</param>
    /// <returns>What came of it. A failure is no exception.</returns>
    public async Task<FetchResult> FetchAsync(Uri url, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        string shown = FetchTarget.Shown(url);
        try
        {
            FetchTarget target = new(url, options);
            Directory.CreateDirectory(Path.Combine(folder, PartFolder));
            return await FetchAsync(target, shown, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FetchException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return new FetchResult(shown, FetchOutcome.Failed, null, e.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new FetchResult(shown, FetchOutcome.Failed, null, $"The server was silent for {options.IdleTimeout.TotalSeconds:0} seconds.");
        }
    }

    private async Task<FetchResult> FetchAsync(FetchTarget target, string shown, CancellationToken cancellation)
    {
        (string? file, FetchRecord? record) = Existing(target);
        if (file is not null && target.Digest is { } wanted && record?.Digest == wanted)
            return new FetchResult(shown, FetchOutcome.Unchanged, file, null);
        Download download = new(client, options, target, Path.Combine(folder, PartFolder, target.Name));
        DownloadResult? result = await download.RunAsync(record, cancellation).ConfigureAwait(false);
        if (result is null)
        {
            (record! with { Checked = options.Time.GetUtcNow() }).Write(file!);
            return new FetchResult(shown, FetchOutcome.Unchanged, file, null);
        }

        string name = target.Name + result.Ending;
        string final = Path.Combine(folder, name), part = download.Part;
        if (file is null && (File.Exists(final) || Directory.Exists(final)))
            throw new FetchException($"'{name}' is there already and was not fetched from this address. Move it away, or fetch to another folder.");
        FetchRecord now = Verified(part, target, result, shown);
        AdvisoryNote[] notes = Readable(part, name);
        File.Move(part, final, overwrite: true);
        now.Write(final);
        download.Forget();
        return new FetchResult(shown, FetchOutcome.Fetched, final, null) { Notes = notes };
    }

    /// <summary>The file that the address became before, with its record where that is still true.</summary>
    private (string? File, FetchRecord? Record) Existing(FetchTarget target)
    {
        foreach (string name in target.Names())
        {
            string file = Path.Combine(folder, name);
            if (FetchRecord.Read(file) is { } record && record.Key == target.Key)
                return (file, FetchRecord.Of(file));
        }

        return (null, null);
    }

    private FetchRecord Verified(string part, FetchTarget target, DownloadResult result, string shown)
    {
        using FileStream stream = File.OpenRead(part);
        string digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(stream));
        if (target.Digest is { } wanted && digest != wanted)
        {
            stream.Dispose();
            File.Delete(part);
            throw new FetchException($"What came has the digest {digest}, and not {wanted}. It was thrown away.");
        }

        return new FetchRecord(shown, stream.Length, digest, options.Time.GetUtcNow())
        {
            Key = target.Key,
            ETag = result.ETag,
            LastModified = result.LastModified,
        };
    }

    /// <summary>Reads what came under the name that it will have, and throws it away where it is no advisories.</summary>
    private static AdvisoryNote[] Readable(string part, string name)
    {
        string readable = Path.Combine(Path.GetDirectoryName(part)!, "read-" + name);
        File.Move(part, readable, overwrite: true);
        try
        {
            AdvisoryNote[] notes = ReadNotes(readable);
            File.Move(readable, part, overwrite: true);
            return [.. notes.Select(n => n with { Subject = n.Subject?.Replace(readable, name, StringComparison.Ordinal) })];
        }
        finally
        {
            File.Delete(readable);
        }
    }

    private static AdvisoryNote[] ReadNotes(string file)
    {
        if (CompiledAdvisories.IsCompiled(file))
        {
            using CompiledAdvisories compiled = CompiledAdvisories.Open(file);
            compiled.Verify();
            return [.. compiled.Notes];
        }

        AdvisoryFeed feed = AdvisoryFeed.Read([file]);
        if (feed.Advisories.Count > 0 || feed.Exploited?.Flaws.Count > 0 || feed.Predictions?.Flaws.Count > 0)
            return [.. feed.Notes];
        throw new FetchException($"What came is no advisories, and was thrown away. {(feed.Notes is [var first, ..] ? first.Message : "")}".TrimEnd());
    }
}
