namespace ContainerSecurity.Resources;

/// <summary>The grammar of image references of the distribution project, without any normalisation. Hand-written, so that it is linear in the text.</summary>
internal static class ImageReferenceGrammar
{
    private const int MaxRepositoryLength = 255;
    private const int MaxTagLength = 128;
    private const int MinDigestLength = 32;

    public static ImageReferenceError TryParse(string text, out ImageReference? reference)
    {
        reference = null;
        if (text.Length == 0)
            return ImageReferenceError.Empty;
        if (!TrySplit(text, out string name, out string? tag, out string? digest))
            return TrySplit(text.ToLowerInvariant(), out _, out _, out _) ? ImageReferenceError.Uppercase : ImageReferenceError.InvalidFormat;
        int slash = EndOfRegistry(name);
        bool hasRegistry = slash > 0;
        string repository = hasRegistry ? name.Substring(slash + 1) : name;
        if (repository.Length > MaxRepositoryLength)
            return ImageReferenceError.NameTooLong;
        reference = new ImageReference(hasRegistry ? name.Substring(0, slash) : null, repository, tag, digest);
        ImageReferenceError error = digest is null ? ImageReferenceError.None : JudgeDigest(digest);
        if (error != ImageReferenceError.None)
            reference = null;
        return error;
    }

    /// <summary>Whether a digest names a known algorithm and fits it.</summary>
    public static ImageReferenceError JudgeDigest(string digest)
    {
        int colon = digest.IndexOf(':');
        int length = colon < 0 ? 0 : digest.Substring(0, colon) switch { "sha256" => 64, "sha384" => 96, "sha512" => 128, _ => 0 };
        if (length == 0)
            return ImageReferenceError.DigestUnsupported;
        if (digest.Length - colon - 1 != length)
            return ImageReferenceError.DigestInvalidLength;
        return All(digest, colon + 1, IsLowerHex) ? ImageReferenceError.None : ImageReferenceError.DigestInvalidFormat;
    }

    public static bool IsLowerHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f');

    private static bool TrySplit(string text, out string name, out string? tag, out string? digest)
    {
        int at = text.IndexOf('@');
        digest = at < 0 ? null : text.Substring(at + 1);
        name = at < 0 ? text : text.Substring(0, at);
        int colon = name.IndexOf(':', name.LastIndexOf('/') + 1);
        tag = colon < 0 ? null : name.Substring(colon + 1);
        name = colon < 0 ? name : name.Substring(0, colon);
        return IsName(name) && (tag is null || IsTag(tag)) && (digest is null || HasDigestShape(digest));
    }

    private static bool IsName(string name) => IsPath(name, 0) || EndOfRegistry(name) > 0;

    /// <summary>The offset of the slash between a registry and a path; 0 where a name has none.</summary>
    private static int EndOfRegistry(string name)
    {
        int slash = name.IndexOf('/');
        return slash > 0 && IsPath(name, slash + 1) && IsDomain(name.Substring(0, slash)) ? slash : 0;
    }

    /// <summary>Components of lower-case letters and digits, divided by one dot, one or two underscores, or dashes.</summary>
    private static bool IsPath(string text, int start)
    {
        for (; ; )
        {
            int slash = text.IndexOf('/', start);
            if (!IsComponent(text, start, slash < 0 ? text.Length : slash))
                return false;
            if (slash < 0)
                return true;
            start = slash + 1;
        }
    }

    private static bool IsComponent(string text, int start, int end)
    {
        int i = start;
        while (i < end && IsLowerAlphanumeric(text[i]))
        {
            while (i < end && IsLowerAlphanumeric(text[i]))
                i++;
            if (i == end)
                return true;
            i += SeparatorLength(text, i, end);
        }
        return false;
    }

    private static int SeparatorLength(string text, int start, int textEnd)
    {
        if (text[start] == '.')
            return 1;
        int end = start;
        while (end < textEnd && text[end] == text[start] && (text[start] == '-' || (text[start] == '_' && end < start + 2)))
            end++;
        return end - start;
    }

    private static bool IsDomain(string domain)
    {
        int end = domain.StartsWith("[", StringComparison.Ordinal) ? domain.IndexOf(']') + 1 : domain.IndexOf(':');
        string host = end < 0 ? domain : domain.Substring(0, end);
        string port = end < 0 ? "" : domain.Substring(end);
        bool isHost = host.StartsWith("[", StringComparison.Ordinal) ? IsAddress(host) : Array.TrueForAll(host.Split('.'), IsDomainLabel);
        return isHost && (port.Length == 0 || (port.Length > 1 && port[0] == ':' && All(port, 1, IsDigit)));
    }

    private static bool IsAddress(string host) =>
        host.Length > 2 && host.Skip(1).Take(host.Length - 2).All(c => IsLowerHex(c) || c is ':' or (>= 'A' and <= 'F'));

    private static bool IsDomainLabel(string label) =>
        label.Length > 0 && label[0] != '-' && label[label.Length - 1] != '-' && All(label, 0, c => IsAlphanumeric(c) || c == '-');

    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= MaxTagLength && tag[0] is not ('.' or '-') && All(tag, 0, c => IsAlphanumeric(c) || c is '_' or '.' or '-');

    /// <summary>An algorithm of words that begin with a letter, a colon, and at least 32 hexadecimal digits.</summary>
    private static bool HasDigestShape(string digest)
    {
        int colon = digest.IndexOf(':');
        return colon > 0
            && digest.Length - colon - 1 >= MinDigestLength
            && All(digest, colon + 1, c => IsLowerHex(c) || c is >= 'A' and <= 'F')
            && Array.TrueForAll(digest.Substring(0, colon).Split('-', '_', '+', '.'), w => w.Length > 0 && !IsDigit(w[0]) && All(w, 0, IsAlphanumeric));
    }

    /// <summary>Whether all characters from a place on are of a kind; images are parsed by the thousand, and characters as a sequence are slow.</summary>
    private static bool All(string text, int start, Func<char, bool> isOfKind)
    {
        for (int i = start; i < text.Length; i++)
            if (!isOfKind(text[i]))
                return false;
        return true;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsLowerAlphanumeric(char c) => IsDigit(c) || c is >= 'a' and <= 'z';

    private static bool IsAlphanumeric(char c) => IsLowerAlphanumeric(c) || c is >= 'A' and <= 'Z';
}
