using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>
/// What a policy writes to name images: a registry (<c>registry.example.com</c>), a path (<c>ghcr.io/acme</c>,
/// <c>library/nginx</c>), globs (<c>*.example.com/team-*</c>), with a tag or digest where only that is meant.
/// </summary>
/// <remarks>
/// A pattern is normalised as a reference is, and matches whole path components: <c>ghcr.io/acme</c> is
/// <c>ghcr.io/acme/web</c> and never <c>ghcr.io/acme-evil/web</c>. A glob in the registry never reaches into the path.
/// </remarks>
public sealed class ImagePattern
{
    private readonly string written;
    private readonly string registry;
    private readonly string repository;
    private readonly string below;
    private readonly string? tag;
    private readonly string? digest;

    /// <summary>Creates a pattern.</summary>
    /// <param name="text">The pattern as written.</param>
    public ImagePattern(string text)
    {
        written = text ?? throw new ArgumentNullException(nameof(text));
        text = text.Trim().TrimEnd('/');
        int at = text.IndexOf('@');
        digest = at < 0 ? null : text.Substring(at + 1);
        text = at < 0 ? text : text.Substring(0, at);
        int colon = text.IndexOf(':', text.LastIndexOf('/') + 1);
        if (colon >= 0 && !IsRegistry(text))
        {
            tag = text.Substring(colon + 1);
            text = text.Substring(0, colon);
        }
        (registry, repository) = Split(text);
        registry = Host(registry);
        below = repository + "/**";
    }

    /// <summary>Whether a normalised reference is one of those the pattern names.</summary>
    public bool Matches(ImageReference image)
    {
        _ = image ?? throw new ArgumentNullException(nameof(image));
        return Glob.Matches(registry, Host(image.Registry ?? ImageReference.DockerHub))
            && (tag is null || Glob.Matches(tag, image.Tag ?? (image.Digest is null ? "latest" : "")))
            && (digest is null || Glob.Matches(digest, image.Digest ?? ""))
            && (MatchesPath(image.Repository) || (image.Registry == ImageReference.DockerHub && MatchesPath(image.FamiliarName)));
    }

    /// <summary>The pattern as it was written.</summary>
    public override string ToString() => written;

    /// <summary>
    /// The same as a regular expression (RE2) over <c>registry/repository:tag@digest</c>, with the registry as
    /// <see cref="Matches"/> reads it; <c>:latest</c> stands where there is neither tag nor digest.
    /// </summary>
    internal string ToRegex()
    {
        string path = Glob.ToRegex(repository) + (tag is null && digest is null ? "(?:/.*)?" : "");
        bool mayBeOfficial = Glob.Matches(registry, ImageReference.DockerHub) && repository.IndexOf('/') < 0 && !repository.Contains("**");
        string official = mayBeOfficial ? $"|docker\\.io/library/{Glob.ToRegex(repository)}" : "";
        return $"^(?:{Glob.ToRegex(registry)}/{path}{official}):{(tag is null ? "[^@]*" : Glob.ToRegex(tag))}@{(digest is null ? ".*" : Glob.ToRegex(digest))}$";
    }

    /// <summary>The first of a policy's patterns that names an image; null where none does.</summary>
    public static string? FirstMatch(IEnumerable<string> patterns, ImageReference image) =>
        (patterns ?? throw new ArgumentNullException(nameof(patterns))).FirstOrDefault(p => new ImagePattern(p).Matches(image));

    private bool MatchesPath(string path) =>
        Glob.Matches(repository, path) || (tag is null && digest is null && Glob.Matches(below, path));

    private static (string Registry, string Repository) Split(string text)
    {
        int slash = text.IndexOf('/');
        string head = slash < 0 ? text : text.Substring(0, slash);
        if (head is "*" or "**" && (slash < 0 || text.Substring(slash + 1) is "*" or "**"))
            return ("*", "**");
        if (slash < 0 && IsRegistry(text))
            return (Hub(text), "**");
        bool isWritten = slash > 0 && (head.IndexOfAny(['*', '?', '[']) >= 0 || Hub(head) == ImageReference.DockerHub);
        return isWritten ? (Hub(head), text.Substring(slash + 1)) : ImageReference.SplitRegistry(text);
    }

    /// <summary>Whether a pattern without a path is a registry: it has a dot, a port or is <c>localhost</c>; <c>redis:7</c> is an image.</summary>
    private static bool IsRegistry(string text)
    {
        int colon = text.IndexOf(':');
        string host = colon < 0 ? text : text.Substring(0, colon);
        return !text.Contains("/") && (host == "localhost" || host.Contains("."));
    }

    /// <summary>Host names know no case, and 443 is the port of registries: a block list must not be passed by writing either.</summary>
    private static string Host(string registry)
    {
        string host = registry.ToLowerInvariant();
        return host.EndsWith(":443", StringComparison.Ordinal) ? host.Substring(0, host.Length - ":443".Length) : host;
    }

    private static string Hub(string registry) => registry == "index.docker.io" ? ImageReference.DockerHub : registry;
}
