using System.Security.Cryptography;
using System.Text;

namespace ContainerSecurity.SupplyChain.Advisories.Fetching;

/// <summary>An address to fetch, the digest that it asks for, and the file that it becomes.</summary>
internal sealed class FetchTarget
{
    private const string DigestKey = "#sha256=";
    private const int DigestTextLength = 64;
    private const int MaxName = 150;
    private static readonly string[] Endings = ["", ".json", ".jsonl", ".zip", ".csv", ".yaml", ".csv.gz", ".json.gz"];

    /// <exception cref="FetchException">The address is none that is fetched.</exception>
    public FetchTarget(Uri url, FetchOptions options)
    {
        if (!url.IsAbsoluteUri)
            throw new FetchException("The address is not absolute; it begins with https://.");
        Check(url, options);
        if (url.UserInfo.Length > 0)
            throw new FetchException("The address holds a user or a password. Leave it out: it would stand in logs, and is not sent.");
        Digest = DigestOf(url.Fragment);
        Url = new UriBuilder(url) { Fragment = "" }.Uri;
        Key = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Url.AbsoluteUri)));
        Name = NameOf(Url);
    }

    /// <summary>The address without the digest.</summary>
    public Uri Url { get; }

    /// <summary>What tells the address from others, without what it may hide in its query.</summary>
    public string Key { get; }

    /// <summary>The digest that the file must have, <c>sha256:…</c>; null for any.</summary>
    public string? Digest { get; }

    /// <summary>The name of the file: the path of the address, whose last part alone is often <c>all.zip</c>.</summary>
    public string Name { get; }

    /// <summary>The address as it may be shown.</summary>
    public static string Shown(Uri url) => url.IsAbsoluteUri
        ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : url.ToString();

    /// <exception cref="FetchException">The address is not asked.</exception>
    public static void Check(Uri url, FetchOptions options)
    {
        if (url.Scheme == Uri.UriSchemeHttps)
            return;
        if (url.Scheme != Uri.UriSchemeHttp)
            throw new FetchException($"Addresses of '{url.Scheme}' are not fetched; only those of https are.");
        if (!options.AllowHttp && !url.IsLoopback)
            throw new FetchException("The address is without TLS, so anybody on the way could change what comes. Use https, or --allow-http.");
    }

    /// <summary>The files that the address may have become, the likeliest first.</summary>
    public IEnumerable<string> Names() => Endings.Select(e => Name + e);

    private static string? DigestOf(string fragment)
    {
        if (fragment.Length == 0)
            return null;
        string hex = fragment.StartsWith(DigestKey, StringComparison.OrdinalIgnoreCase) ? fragment[DigestKey.Length..] : "";
        return hex.Length == DigestTextLength && hex.All(char.IsAsciiHexDigit)
            ? "sha256:" + hex.ToLowerInvariant()
            : throw new FetchException("Behind # stands the digest of the file, as sha256= and 64 hexadecimal digits.");
    }

    private static string NameOf(Uri url)
    {
        string path = Uri.UnescapeDataString(url.AbsolutePath).Trim('/');
        string name = string.Concat(path.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')).Trim('-', '.');
        if (name.Length == 0)
            throw new FetchException("The address has no path, so the file would have no name.");
        return name.Length <= MaxName ? name : name[^MaxName..].TrimStart('-', '.');
    }
}
