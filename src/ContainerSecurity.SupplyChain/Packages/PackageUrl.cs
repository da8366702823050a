using System.Diagnostics.CodeAnalysis;

namespace ContainerSecurity.SupplyChain.Packages;

/// <summary>A package URL (purl-spec): the name of a package in the world, such as <c>pkg:deb/debian/curl@7.88.1-10</c>.</summary>
/// <remarks>
/// Its parts are as the specification of its type writes them: what ignores case is in lower case, names of Python have
/// dashes, and so on. Two are equal where they are written alike then. The specification requires a namespace of a few
/// types whose files often do not tell one (apk, composer, deb, golang, huggingface, maven, rpm): theirs may be absent.
/// </remarks>
public sealed class PackageUrl : IEquatable<PackageUrl>
{
    private string? canonical;

    /// <summary>Names a package.</summary>
    /// <param name="type">The type, such as <c>deb</c> or <c>nuget</c>.</param>
    /// <param name="namespace">The namespace, with <c>/</c> between its parts; null for none.</param>
    /// <param name="name">The name.</param>
    /// <param name="version">The version; null for any.</param>
    /// <param name="qualifiers">The qualifiers; null for none. Those without value are left out.</param>
    /// <param name="subpath">The path within the package; null for none.</param>
    /// <exception cref="ArgumentException">The type forbids it; <see cref="TryCreate"/> says so instead.</exception>
    public PackageUrl(
        string type, string? @namespace, string name, string? version = null,
        IReadOnlyDictionary<string, string>? qualifiers = null, string? subpath = null)
    {
        IReadOnlyDictionary<string, string> sorted = PackageUrlParts.Sorted(qualifiers, out string? error);
        PackageUrlParts parts = new(type, @namespace, name, version, sorted, subpath);
        error ??= parts.Normalize(out parts);
        if (error is not null)
            throw new ArgumentException(error, nameof(name));
        (Type, Namespace, Name, Version, Qualifiers, Subpath) = parts;
    }

    private PackageUrl(PackageUrlParts normalized) =>
        (Type, Namespace, Name, Version, Qualifiers, Subpath) = normalized;

    /// <summary>The type, in lower case.</summary>
    public string Type { get; }

    /// <summary>The namespace; null for none.</summary>
    public string? Namespace { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The version; null for any.</summary>
    public string? Version { get; }

    /// <summary>The qualifiers, in the order of their keys.</summary>
    public IReadOnlyDictionary<string, string> Qualifiers { get; }

    /// <summary>The path within the package; null for none.</summary>
    public string? Subpath { get; }

    /// <summary>Names a package, or says why its parts are no package URL.</summary>
    /// <param name="type">The type.</param>
    /// <param name="namespace">The namespace; null for none.</param>
    /// <param name="name">The name.</param>
    /// <param name="version">The version; null for any.</param>
    /// <param name="qualifiers">The qualifiers; null for none.</param>
    /// <param name="subpath">The path within the package; null for none.</param>
    /// <param name="url">The package URL.</param>
    /// <param name="error">What is wrong, for people; null where nothing is.</param>
    public static bool TryCreate(
        string? type, string? @namespace, string? name, string? version, IReadOnlyDictionary<string, string>? qualifiers,
        string? subpath, [NotNullWhen(true)] out PackageUrl? url, [NotNullWhen(false)] out string? error)
    {
        IReadOnlyDictionary<string, string> sorted = PackageUrlParts.Sorted(qualifiers, out error);
        PackageUrlParts parts = new(type ?? "", @namespace, name ?? "", version, sorted, subpath);
        error ??= parts.Normalize(out parts);
        url = error is null ? new PackageUrl(parts) : null;
        return url is not null;
    }

    /// <summary>Reads a package URL.</summary>
    /// <param name="text">The text, which begins with <c>pkg:</c>.</param>
    /// <exception cref="FormatException">It is no package URL.</exception>
    public static PackageUrl Parse(string text) =>
        TryParse(text, out PackageUrl? url, out string? error) ? url : throw new FormatException(error);

    /// <summary>Reads a package URL as the specification writes them, or says why a text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="url">The package URL.</param>
    /// <param name="error">What is wrong, for people; null where nothing is.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out PackageUrl? url, [NotNullWhen(false)] out string? error) =>
        TryRead(text, isTolerant: false, out url, out error);

    /// <summary>Reads a package URL as others write them: the keys of qualifiers that its type defines may be in any case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="url">The package URL.</param>
    /// <param name="error">What is wrong, for people; null where nothing is.</param>
    public static bool TryNormalize(
        string text, [NotNullWhen(true)] out PackageUrl? url, [NotNullWhen(false)] out string? error) =>
        TryRead(text, isTolerant: true, out url, out error);

    /// <summary>The package URL in the one form that the specification allows.</summary>
    public override string ToString() => canonical ??= PackageUrlWriter.Write(this);

    /// <summary>Whether another one is written alike.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(PackageUrl? other) =>
        other is not null && (ReferenceEquals(this, other) || ToString() == other.ToString());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PackageUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>Whether two are written alike.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(PackageUrl? left, PackageUrl? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two are written differently.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(PackageUrl? left, PackageUrl? right) => !(left == right);

    private static bool TryRead(
        string text, bool isTolerant, [NotNullWhen(true)] out PackageUrl? url, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        error = PackageUrlParser.Parse(text, isTolerant, out PackageUrlParts? parts) ?? parts!.Normalize(out parts);
        url = error is null ? new PackageUrl(parts!) : null;
        return url is not null;
    }
}
