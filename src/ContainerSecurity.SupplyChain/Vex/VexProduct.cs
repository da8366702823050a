using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Vex;

/// <summary>What a statement is about: a package, or an image with the packages in it that are meant.</summary>
/// <param name="Url">The package URL of the product; null where it is known by its digest alone.</param>
/// <param name="Digest">The digest of the product, such as <c>sha256:…</c>; null where it is known by its URL alone.</param>
public sealed record VexProduct(PackageUrl? Url, string? Digest)
{
    /// <summary>The packages in the product that are meant; empty for the product itself with all that is in it.</summary>
    public IReadOnlyList<PackageUrl> Subcomponents { get; init; } = [];

    /// <summary>Whether a statement on this product speaks of a package of what is looked at.</summary>
    /// <param name="package">The package.</param>
    /// <param name="subject">What holds it; null where that is not known.</param>
    internal bool Covers(PackageUrl package, VexSubject? subject) => Subcomponents.Count == 0
        ? IsOf(subject) || (Digest is null && Url is not null && IsMeant(Url, package))
        : IsOf(subject) && Subcomponents.Any(s => IsMeant(s, package));

    private bool IsOf(VexSubject? subject) =>
        subject is not null && (Digest is not null || Url is not null)
        && (Digest is null || subject.Digests.Contains(Digest))
        && (Url is null || subject.Urls.Any(u => IsMeantImage(Url, u)));

    /// <summary>A URL without a version means all of them; its qualifiers are of the package's, which may have more.</summary>
    internal static bool IsMeant(PackageUrl wanted, PackageUrl package) =>
        wanted.Type == package.Type && wanted.Namespace == package.Namespace && wanted.Name == package.Name
        && (wanted.Version is null || wanted.Version == package.Version)
        && (wanted.Subpath is null || wanted.Subpath == package.Subpath)
        && wanted.Qualifiers.All(q => package.Qualifiers.TryGetValue(q.Key, out string? value) && value == q.Value);

    /// <summary>Of an image <c>repository_url</c> may end with its name or not, and Docker's registry has several names.</summary>
    private static bool IsMeantImage(PackageUrl wanted, PackageUrl image) =>
        IsMeant(WithoutRepository(wanted), image)
        && (!wanted.Qualifiers.TryGetValue(Repository, out string? asked)
            || (image.Qualifiers.TryGetValue(Repository, out string? known) && Normal(asked, wanted.Name) == Normal(known, image.Name)));

    private const string Repository = "repository_url";

    private static PackageUrl WithoutRepository(PackageUrl url) => url.Qualifiers.ContainsKey(Repository)
        ? new PackageUrl(url.Type, url.Namespace, url.Name, url.Version, url.Qualifiers.Where(q => q.Key != Repository).ToDictionary(), url.Subpath)
        : url;

    private static string Normal(string repository, string name)
    {
        string text = repository.TrimEnd('/');
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        text = scheme < 0 ? text : text[(scheme + 3)..];
        foreach (string alias in (string[])["index.docker.io", "registry-1.docker.io"])
            if (text == alias || text.StartsWith(alias + "/", StringComparison.Ordinal))
                text = "docker.io" + text[alias.Length..];
        return text.EndsWith("/" + name, StringComparison.Ordinal) ? text : $"{text}/{name}";
    }
}
