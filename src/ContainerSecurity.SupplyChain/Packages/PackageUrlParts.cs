using System.Collections.Immutable;

namespace ContainerSecurity.SupplyChain.Packages;

/// <summary>The parts of a package URL, decoded.</summary>
internal sealed record PackageUrlParts(
    string Type, string? Namespace, string Name, string? Version, IReadOnlyDictionary<string, string> Qualifiers, string? Subpath)
{
    private static readonly IReadOnlyDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The qualifiers with value in the order of their keys, which are in lower case.</summary>
    public static IReadOnlyDictionary<string, string> Sorted(IReadOnlyDictionary<string, string>? qualifiers, out string? error)
    {
        error = null;
        if (qualifiers is null || qualifiers.Count == 0)
            return None;
        SortedList<string, string> sorted = new(qualifiers.Count, StringComparer.Ordinal);
        foreach ((string key, string value) in qualifiers)
        {
            string lower = key.ToLowerInvariant();
            if (!string.IsNullOrEmpty(value) && !sorted.TryAdd(lower, value))
                error = $"The qualifier '{lower}' is there twice.";
        }

        return sorted.Count == 0 ? None : sorted;
    }

    /// <summary>The parts as their type writes them; what is wrong with them where the type forbids them.</summary>
    public string? Normalize(out PackageUrlParts normalized)
    {
        normalized = this;
        if (!IsType(Type))
            return Type.Length == 0 ? "A package URL needs a type." : $"'{Type}' is no type of a package URL.";
        foreach (string key in Qualifiers.Keys)
            if (!IsKey(key))
                return $"'{key}' is no key of a qualifier.";
        PackageUrlParts parts = this with
        {
            Type = Type.ToLowerInvariant(),
            Namespace = Joined(Namespace, isPath: false),
            Name = Name.Trim('/'),
            Version = string.IsNullOrEmpty(Version) ? null : Version,
            Subpath = Joined(Subpath, isPath: true),
        };
        if (parts.Name.Length == 0)
            return $"A package URL of type '{parts.Type}' needs a name.";
        PackageUrlType type = PackageUrlType.Of(parts.Type);
        if (type.NameMayHaveSlashes)
            parts = parts with { Name = Joined(parts.Name, isPath: false)! };
        normalized = type.Normalize(parts);
        return type.Refuse(normalized);
    }

    /// <summary>Whether a text is a type: letters, digits, dots, dashes and plusses, a letter first.</summary>
    public static bool IsType(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+');

    private static bool IsKey(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static string? Joined(string? path, bool isPath)
    {
        if (string.IsNullOrEmpty(path))
            return null;
        IEnumerable<string> parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !isPath || p is not ("." or ".."));
        string joined = string.Join('/', parts);
        return joined.Length == 0 ? null : joined;
    }
}
