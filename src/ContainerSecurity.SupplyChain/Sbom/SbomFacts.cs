using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.Languages;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>
/// What bills have no field of their own for. Names that others read are written as they write them (Trivy's properties
/// and
/// annotations); the rest has a prefix of ours. Only what does not follow from the package URL is written.
/// </summary>
internal static class SbomFacts
{
    /// <summary>The prefix of Trivy's properties in CycloneDX.</summary>
    public const string TrivyPrefix = "aquasecurity:trivy:";

    /// <summary>The prefix of ours.</summary>
    public const string OwnPrefix = "containersecurity:";

    /// <summary>A licence as the package names it, where the bill's own field cannot hold it.</summary>
    public const string License = OwnPrefix + "License";

    /// <summary>What of the inventory is not known: the file, a line feed, and the message.</summary>
    public const string Note = OwnPrefix + "Note";

    /// <summary>The name of the operating system's release for people.</summary>
    public const string ReleaseName = OwnPrefix + "ReleaseName";

    /// <summary>A distribution that the operating system is like.</summary>
    public const string ReleaseLikeness = OwnPrefix + "ReleaseLikeness";

    private const string Name = OwnPrefix + "Name";
    private const string Version = OwnPrefix + "Version";
    private const string Distribution = OwnPrefix + "FromDistribution";
    private const string Development = OwnPrefix + "Development";
    private const string File = "FilePath";
    private const string Layer = "LayerDiffID";
    private const string SourceName = "SrcName";
    private const string SourceVersion = "SrcVersion";
    private const string SourceRelease = "SrcRelease";
    private const string SourceEpoch = "SrcEpoch";
    private const string Module = "Modularitylabel";

    /// <summary>
    /// Whether a type of package URL is one of operating systems, whose advisories speak of source packages.
    /// </summary>
    public static bool IsOfSystem(PackageUrl url) => url.Type is "deb" or "rpm" or "apk" or "alpm";

    /// <summary>The facts of a package.</summary>
    public static IEnumerable<(string Name, string Value)> Of(InstalledPackage package)
    {
        bool isOfSystem = IsOfSystem(package.Url);
        yield return (File, package.File);
        if (package.Layer is { } layer)
            yield return (Layer, layer);
        if (isOfSystem || package.SourceName != package.Name)
            yield return (SourceName, package.SourceName);
        if (isOfSystem || package.SourceVersion != package.Version)
            yield return (SourceVersion, package.SourceVersion);
        if (package.Module is { } module)
            yield return (Module, module);
        if (package.Name != LanguagePackage.NameOf(package.Url))
            yield return (Name, package.Name);
        if (package.Version != VersionOf(package.Url, package.Version))
            yield return (Version, package.Version);
        if (isOfSystem || package.IsFromDistribution)
            yield return (Distribution, package.IsFromDistribution ? "true" : "false");
        if (package.IsDevelopment)
            yield return (Development, "true");
    }

    /// <summary>A package as a bill tells it.</summary>
    /// <param name="url">What it is.</param>
    /// <param name="version">The version that the bill writes beside the URL; null for none.</param>
    /// <param name="file">The bill, for packages of which no other file is known.</param>
    /// <param name="facts">The facts, without the prefix of Trivy.</param>
    public static InstalledPackage Package(PackageUrl url, string? version, string file, IReadOnlyList<(string Name, string Value)> facts)
    {
        string name = Value(facts, Name) ?? LanguagePackage.NameOf(url);
        string installed = Value(facts, Version) ?? VersionOf(url, version);
        bool isOfSystem = IsOfSystem(url);
        (string? upstream, string? upstreamVersion) = isOfSystem ? Upstream(url) : (null, null);
        return new InstalledPackage(url, Value(facts, File) ?? SyftLocation(facts, "path")?.TrimStart('/') ?? file)
        {
            Name = name,
            Version = installed,
            SourceName = Value(facts, SourceName) ?? upstream ?? name,
            SourceVersion = SourceVersionOf(facts) ?? upstreamVersion ?? installed,
            Layer = Value(facts, Layer) ?? SyftLocation(facts, "layerID"),
            Module = Value(facts, Module),
            IsFromDistribution = Value(facts, Distribution) is { } said ? said == "true" : isOfSystem,
            IsDevelopment = Value(facts, Development) == "true",
        };
    }

    /// <summary>The note in a value of <see cref="Note"/>.</summary>
    public static InventoryNote NoteOf(string value)
    {
        int line = value.IndexOf('\n');
        return line <= 0 ? new InventoryNote(null, value[(line + 1)..]) : new InventoryNote(value[..line], value[(line + 1)..]);
    }

    /// <summary>A note as a value of <see cref="Note"/>.</summary>
    public static string ValueOf(InventoryNote note) => $"{note.File?.Replace('\n', ' ')}\n{note.Message}";

    /// <summary>The version that follows from a URL, with the epoch that some write beside it.</summary>
    private static string VersionOf(PackageUrl url, string? written)
    {
        if (string.IsNullOrEmpty(url.Version))
            return written ?? "";
        return url.Qualifiers.GetValueOrDefault("epoch") is { Length: > 0 } epoch and not "0" && IsOfSystem(url) ? $"{epoch}:{url.Version}" : url.Version;
    }

    private static string? SourceVersionOf(IReadOnlyList<(string Name, string Value)> facts)
    {
        if (Value(facts, SourceVersion) is not { } version)
            return null;
        string epoch = Value(facts, SourceEpoch) is { Length: > 0 } written and not "0" ? written + ":" : "";
        return Value(facts, SourceRelease) is { Length: > 0 } release ? $"{epoch}{version}-{release}" : epoch + version;
    }

    /// <summary>
    /// The source package in the qualifier <c>upstream</c>: <c>name</c>, <c>name@version</c>, or the name of a source
    /// rpm.
    /// </summary>
    private static (string? Name, string? Version) Upstream(PackageUrl url)
    {
        const string sourceRpm = ".src.rpm";
        if (url.Qualifiers.GetValueOrDefault("upstream") is not { Length: > 0 } upstream)
            return (null, null);
        if (upstream.EndsWith(sourceRpm, StringComparison.Ordinal) && upstream.Split('-') is { Length: >= 3 } parts)
            return (string.Join('-', parts[..^2]), $"{parts[^2]}-{parts[^1][..^sourceRpm.Length]}");
        int at = upstream.IndexOf('@', StringComparison.Ordinal);
        return at <= 0 ? (upstream, null) : (upstream[..at], upstream[(at + 1)..]);
    }

    private static string? SyftLocation(IReadOnlyList<(string Name, string Value)> facts, string part) =>
        Value(facts, $"syft:location:0:{part}");

    private static string? Value(IReadOnlyList<(string Name, string Value)> facts, string name)
    {
        foreach ((string fact, string value) in facts)
            if (fact == name)
                return value;
        return null;
    }
}
