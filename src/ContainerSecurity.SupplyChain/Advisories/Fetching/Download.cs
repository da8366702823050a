using System.Net;
using System.Net.Http.Headers;

namespace ContainerSecurity.SupplyChain.Advisories.Fetching;

/// <summary>Downloads one file to a part, from where an earlier download broke off (RFC 9110, sections 13 and 14).</summary>
internal sealed class Download(HttpClient client, FetchOptions options, FetchTarget target, string place)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>The file that what came is in.</summary>
    public string Part { get; } = place + ".part";

    /// <summary>Downloads.</summary>
    /// <param name="known">What is there already; null for nothing.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What the server said; null where it has nothing newer than what is known.</returns>
    public async Task<DownloadResult?> RunAsync(FetchRecord? known, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            long before = LengthOfPart();
            try
            {
                return await AttemptAsync(known, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpRequestException or IOException
                && attempt < options.MaxAttempts && LengthOfPart() > before && !cancellation.IsCancellationRequested)
            {
                // Something came; the rest is asked for.
            }
        }
    }

    /// <summary>Removes what is remembered of the part.</summary>
    public void Forget()
    {
        File.Delete(Part);
        File.Delete(FetchRecord.PathOf(Part));
    }

    private async Task<DownloadResult?> AttemptAsync(FetchRecord? known, CancellationToken cancellation)
    {
        FetchRecord? begun = Begun();
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(options.IdleTimeout);
        using HttpResponseMessage response = await SendAsync(known, begun, silence.Token).ConfigureAwait(false);
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotModified when begun is null && known is not null:
                return null;
            case HttpStatusCode.RequestedRangeNotSatisfiable when begun is not null:
                Forget();
                return await AttemptAsync(known, cancellation).ConfigureAwait(false);
            case HttpStatusCode.OK:
                await SaveAsync(response, 0, response.Content.Headers.ContentLength, silence).ConfigureAwait(false);
                break;
            case HttpStatusCode.PartialContent when begun is not null
                && response.Content.Headers.ContentRange is { HasRange: true } range && range.From == LengthOfPart():
                await SaveAsync(response, range.From!.Value, range.Length, silence).ConfigureAwait(false);
                break;
            default:
                // What was begun stays, and is gone on with when the server answers again.
                throw new FetchException($"The server answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd() + ".");
        }

        bool isRest = response.StatusCode == HttpStatusCode.PartialContent;
        return new DownloadResult(
            EndingOf(response),
            response.Headers.ETag?.ToString() ?? (isRest ? begun!.ETag : null),
            response.Content.Headers.LastModified ?? (isRest ? begun!.LastModified : null));
    }

    private async Task<HttpResponseMessage> SendAsync(FetchRecord? known, FetchRecord? begun, CancellationToken cancellation)
    {
        Uri url = target.Url;
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, url);
            if (begun is not null)
            {
                request.Headers.Range = new RangeHeaderValue(LengthOfPart(), null);
                request.Headers.IfRange = begun.ETag is { } tag
                    ? new RangeConditionHeaderValue(EntityTagHeaderValue.Parse(tag))
                    : new RangeConditionHeaderValue(begun.LastModified!.Value);
            }
            else if (known is not null)
            {
                if (known.ETag is not null && EntityTagHeaderValue.TryParse(known.ETag, out EntityTagHeaderValue? etag))
                    request.Headers.IfNoneMatch.Add(etag);
                request.Headers.IfModifiedSince = known.LastModified;
            }

            HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                return response;
            using (response)
                url = Next(url, response.Headers.Location, redirects);
        }
    }

    private Uri Next(Uri from, Uri? location, int redirects)
    {
        if (location is null)
            throw new FetchException("The server sends elsewhere and does not say where.");
        if (redirects >= options.MaxRedirects)
            throw new FetchException($"The server sends elsewhere more than {options.MaxRedirects} times.");
        Uri next = new(from, location);
        if (from.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
            throw new FetchException($"The server sends from TLS to '{FetchTarget.Shown(next)}' without it; that is not followed.");
        FetchTarget.Check(next, options);
        return next;
    }

    private async Task SaveAsync(HttpResponseMessage response, long from, long? total, CancellationTokenSource silence)
    {
        if (total > options.MaxBytes)
            throw new FetchException($"The file has {total} bytes, and at most {options.MaxBytes} are fetched.");
        if (from == 0)
            Remember(response);
        FileStream part = new(Part, from == 0 ? FileMode.Create : FileMode.Append, FileAccess.Write, FileShare.None);
        await using (part.ConfigureAwait(false))
        {
            Stream content = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            byte[] buffer = new byte[BufferSize];
            for (int read; (read = await content.ReadAsync(buffer, silence.Token).ConfigureAwait(false)) > 0;)
            {
                silence.CancelAfter(options.IdleTimeout);
                if (part.Position + read > options.MaxBytes)
                    throw TooLong(part);
                await part.WriteAsync(buffer.AsMemory(0, read), silence.Token).ConfigureAwait(false);
            }

            if (total is { } whole && part.Position != whole)
                throw new IOException($"The file is not whole: {part.Position} of {whole} bytes came.");
        }
    }

    private FetchException TooLong(FileStream part)
    {
        // There is nothing to go on with.
        part.SetLength(0);
        return new FetchException($"The file has more than {options.MaxBytes} bytes, which is as much as is fetched.");
    }

    /// <summary>The part of an earlier download of this address that can be gone on with; null for none.</summary>
    private FetchRecord? Begun() =>
        LengthOfPart() > 0 && FetchRecord.Read(Part) is { } record && record.Key == target.Key
        && ((record.ETag is { } tag && EntityTagHeaderValue.TryParse(tag, out EntityTagHeaderValue? parsed) && !parsed.IsWeak)
            || (record.ETag is null && record.LastModified is not null))
            ? record
            : null;

    private void Remember(HttpResponseMessage response) =>
        new FetchRecord(FetchTarget.Shown(target.Url), 0, "", options.Time.GetUtcNow())
        {
            Key = target.Key,
            ETag = response.Headers.ETag?.ToString(),
            LastModified = response.Content.Headers.LastModified,
        }.Write(Part);

    private long LengthOfPart() => File.Exists(Part) ? new FileInfo(Part).Length : 0;

    /// <summary>Debian's tracker is at <c>…/data/json</c>: what a file is, its type says there.</summary>
    private string EndingOf(HttpResponseMessage response)
    {
        string name = target.Name;
        if (Path.GetExtension(name).ToUpperInvariant() is ".JSON" or ".JSONL" or ".ZIP" or ".CSV" or ".YAML" or ".YML" or ".GZ")
            return "";
        return response.Content.Headers.ContentType?.MediaType switch
        {
            "application/json" => ".json",
            "application/zip" or "application/x-zip-compressed" => ".zip",
            "text/csv" => ".csv",
            "application/yaml" or "text/yaml" or "application/x-yaml" => ".yaml",
            _ => FirstByte() switch { (byte)'{' or (byte)'[' => ".json", (byte)'P' => ".zip", _ => "" },
        };
    }

    private int FirstByte()
    {
        using FileStream part = File.OpenRead(Part);
        return part.ReadByte();
    }
}
