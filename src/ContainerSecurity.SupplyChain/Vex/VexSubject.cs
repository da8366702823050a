using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Vex;

/// <summary>What is looked at, and may be the product of statements: an image, a program.</summary>
/// <param name="Digests">The digests that it is known by, such as those of an image's manifest and of the index it came from.</param>
/// <param name="Urls">Its package URLs, such as <c>pkg:oci/web@sha256:…?repository_url=registry.example/shop</c>.</param>
public sealed record VexSubject(IReadOnlyList<string> Digests, IReadOnlyList<PackageUrl> Urls)
{
    /// <summary>An image as statements may name it: by its digest, and by its package URL where a registry has it.</summary>
    /// <param name="reference">The reference of the image; what is none, such as the path of an archive, gives no package URL.</param>
    /// <param name="digest">The digest of its manifest.</param>
    public static VexSubject OfImage(string reference, Digest digest)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(digest);
        string version = digest.ToString();
        if (ImageReference.TryParse(reference, out ImageReference? parsed) != ImageReferenceError.None)
            return new VexSubject([version], []);
        string repository = parsed!.Name, name = repository[(repository.LastIndexOf('/') + 1)..];
        var where = new Dictionary<string, string> { ["repository_url"] = repository };
        bool isNamed = PackageUrl.TryCreate("oci", null, name, version, where, null, out PackageUrl? url, out _);
        return new VexSubject([version], isNamed ? [url!] : []);
    }
}
