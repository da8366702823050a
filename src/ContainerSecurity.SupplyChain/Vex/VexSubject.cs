using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Vex;

/// <summary>What is looked at, and may be the product of statements: an image, a program.</summary>
/// <param name="Digests">The digests that it is known by, such as those of an image's manifest and of the index it came from.</param>
/// <param name="Urls">Its package URLs, such as <c>pkg:oci/web@sha256:…?repository_url=registry.example/shop</c>.</param>
public sealed record VexSubject(IReadOnlyList<string> Digests, IReadOnlyList<PackageUrl> Urls);
