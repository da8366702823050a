using System.Text;

namespace ContainerSecurity.SupplyChain.Packages;

/// <summary>Takes the text of a package URL apart and decodes its parts.</summary>
internal static class PackageUrlParser
{
    /// <summary>How long a package URL is at most.</summary>
    public const int MaxLength = 16 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The parts; what is wrong where there are none.</summary>
    public static string? Parse(string text, bool isTolerant, out PackageUrlParts? parts)
    {
        parts = null;
        if (text.Length > MaxLength)
            return $"A package URL has at most {MaxLength} characters, but this one {text.Length}.";
        if (!text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
            return $"'{Shown(text)}' is no package URL: those begin with 'pkg:'.";
        string rest = text[4..].TrimStart('/');
        (rest, string? fragment) = SplitLast(rest, '#');
        (rest, string? query) = SplitLast(rest, '?');
        int slash = rest.IndexOf('/');
        string type = slash < 0 ? rest : rest[..slash];
        if (slash < 0 || !PackageUrlParts.IsType(type))
            return $"'{Shown(text)}' has no type: a package URL is pkg:TYPE/NAME.";
        rest = rest[(slash + 1)..].Trim('/');
        string? version = null;
        int at = VersionMark(rest);
        if (at > 0 && rest[at - 1] == '/')
            return $"'{Shown(text)}' has no name before its version.";
        if (at >= 0)
            (rest, version) = (rest[..at], rest[(at + 1)..]);
        return ParseParts(type, rest, version, query, fragment, isTolerant, out parts);
    }

    private static string? ParseParts(
        string type, string path, string? version, string? query, string? fragment, bool isTolerant, out PackageUrlParts? parts)
    {
        parts = null;
        PackageUrlType rules = PackageUrlType.Of(type.ToLowerInvariant());
        List<string> segments = [];
        foreach (string segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Decode(segment) is not { } decoded)
                return $"'{Shown(segment)}' is wrongly percent-encoded.";
            segments.Add(decoded);
        }

        int names = rules.NameMayHaveSlashes ? Math.Min(1, segments.Count) : Math.Max(segments.Count - 1, 0);
        if (segments.Take(names).Any(s => s.Contains('/')))
            return "A part of the namespace has a slash within.";
        string? decodedVersion = version is null ? null : Decode(version);
        if (version is not null && decodedVersion is null)
            return $"'{Shown(version)}' is wrongly percent-encoded.";
        List<string> path2 = [];
        foreach (string segment in (fragment ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Decode(segment) is not { } decoded || decoded.Contains('/'))
                return $"'{Shown(segment)}' is no part of a subpath.";
            path2.Add(decoded);
        }

        if (Qualifiers(query, rules, isTolerant, out IReadOnlyDictionary<string, string> qualifiers) is { } error)
            return error;
        parts = new PackageUrlParts(
            type,
            names == 0 ? null : string.Join('/', segments.Take(names)),
            string.Join('/', segments.Skip(names)),
            decodedVersion,
            qualifiers,
            path2.Count == 0 ? null : string.Join('/', path2));
        return null;
    }

    private static string? Qualifiers(
        string? query, PackageUrlType rules, bool isTolerant, out IReadOnlyDictionary<string, string> qualifiers)
    {
        Dictionary<string, string> found = new(StringComparer.OrdinalIgnoreCase);
        string? error = null;
        foreach (string pair in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            string key = equals < 0 ? pair : pair[..equals];
            if (equals < 0)
                error ??= $"The qualifier '{Shown(key)}' has no value.";
            else if (!isTolerant
                && rules.Keys.FirstOrDefault(k => k.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } known
                && known != key)
                error ??= $"The qualifier '{Shown(key)}' is written '{known}'.";
            else if (Decode(pair[(equals + 1)..]) is not { } value)
                error ??= $"The qualifier '{Shown(key)}' is wrongly percent-encoded.";
            else if (value.Length > 0 && !found.TryAdd(key, value))
                error ??= $"The qualifier '{Shown(key)}' is there twice.";
        }

        qualifiers = PackageUrlParts.Sorted(found, out string? twice);
        return error ?? twice;
    }

    // The version follows the last '@', but an '@' that begins a part with more parts behind it is the scope of npm, written bare.
    private static int VersionMark(string path)
    {
        int at = path.LastIndexOf('@');
        bool isScope = at >= 0 && (at == 0 || path[at - 1] == '/') && path.IndexOf('/', at) >= 0;
        return isScope ? -1 : at;
    }

    private static (string Before, string? After) SplitLast(string text, char mark)
    {
        int at = text.LastIndexOf(mark);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    private static string? Decode(string text)
    {
        if (!text.Contains('%'))
            return text;
        byte[] source = Encoding.UTF8.GetBytes(text);
        int length = 0;
        for (int i = 0; i < source.Length; i++)
        {
            byte b = source[i];
            if (b == '%')
            {
                if (i + 2 >= source.Length || !char.IsAsciiHexDigit((char)source[i + 1]) || !char.IsAsciiHexDigit((char)source[i + 2]))
                    return null;
                b = (byte)((HexValue(source[i + 1]) << 4) | HexValue(source[i + 2]));
                i += 2;
            }

            source[length++] = b;
        }

        try
        {
            return Utf8.GetString(source, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static string Shown(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "…");
}
