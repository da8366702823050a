using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>
/// Tells whether a match is a stretch of Base64 that only looks like a token: the body of a PEM, a <c>data:</c> URI, an
/// integrity hash, a source map. Letters and digits beside a match are looked at before; here it is about <c>+</c>,
/// <c>/</c> and <c>-</c>, which go on in Base64 and end words elsewhere, and about lines, which Base64 is broken into.
/// </summary>
internal static class EncodedBlob
{
    /// <summary>How far to either side is looked; lines of PEM and MIME have 64 and 76 characters.</summary>
    private const int LongestLook = 128;

    private const int LongSide = 24;

    private const int ShortestLine = 40;

    /// <summary>The bits per character that hardly any text but random one has.</summary>
    private const double Random = 4.2;

    private static readonly CharacterSet Url = CharacterSet.Word | CharacterSet.Of('-');

    /// <summary>What stands beside a part of a path or an address, and not beside Base64.</summary>
    private static readonly CharacterSet OfPaths = CharacterSet.Of(".:~@_-%?$}\\");

    private static readonly string[] Heralds = ["sha256-", "sha384-", "sha512-", "base64,"];

    /// <summary>Whether the match is part of encoded data.</summary>
    public static bool Holds(string text, int start, int end, int textStart, int textEnd)
    {
        int first = Math.Max(textStart, start - LongestLook);
        int last = Math.Min(textEnd, end + LongestLook);
        int from = StartOf(CharacterSet.Base64, text, start, first);
        int to = EndOf(CharacterSet.Base64, text, end, last);
        if (from < start && IsSign(text, from, start, textStart) && !(text[from] == '+' && HasLineBeside(text, from, to, textStart, textEnd, whole: true)))
            from++;
        if (IsHeralded(text, from, textStart))
            return true;
        if (from < start || to > end)
            return GoesOn(text, start, end, from, to) || IsRandom(text, start, end, from, to, textStart, textEnd)
                || HasLineBeside(text, from, to, textStart, textEnd, whole: false);
        return IsRandomInUrlAlphabet(text, start, end, first, last)
            || (end - start >= ShortestLine && IsAllBase64(text, start, end) && HasLineBeside(text, start, end, textStart, textEnd, whole: true));
    }

    /// <summary>The letter of an escape, or what marks an added line in a patch.</summary>
    private static bool IsSign(string text, int at, int start, int textStart) =>
        text[at] == '+'
            ? at == start - 1 && (at == textStart || text[at - 1] is '\n' or '\r')
            : at > textStart && text[at - 1] == '\\';

    /// <summary>A <c>+</c> joins both sides; so does a <c>/</c> where the match is Base64 itself.</summary>
    private static bool GoesOn(string text, int start, int end, int from, int to)
    {
        bool isBase64 = text.IndexOf('+', start, end - start) >= 0;
        return (from < start && (IsJoint(text[start - 1], isBase64) || text[start] is '+' or '/'))
            || (to > end && (IsJoint(text[end], isBase64) || text[end - 1] is '+' or '/'));
    }

    private static bool IsJoint(char c, bool isBase64) => c == '+' || (c == '/' && isBase64);

    private static bool IsRandom(string text, int start, int end, int from, int to, int textStart, int textEnd)
    {
        const int ShortSides = 8;
        const double Changing = 0.35;
        if (IsDense(text, from, start) || IsDense(text, end, to))
            return true;
        if ((from > textStart && OfPaths.Contains(text[from - 1]))
            || (to < textEnd && OfPaths.Contains(text[to])))
            return false;
        string sides = text.Substring(from, start - from) + text.Substring(end, to - end);
        return IsDense(sides, 0, sides.Length) || (sides.Length >= ShortSides && BareValue.ChangesOf(sides) >= sides.Length * Changing);
    }

    /// <summary>A <c>-</c> is in the alphabet of URLs; beside it a long random run is Base64, and anything else is words.</summary>
    private static bool IsRandomInUrlAlphabet(string text, int start, int end, int first, int last) =>
        (start > first && text[start - 1] == '-' && IsMixed(text, StartOf(Url, text, start, first), start))
        || (end < last && text[end] == '-' && IsMixed(text, end, EndOf(Url, text, end, last)));

    private static bool IsMixed(string text, int start, int end) =>
        IsDense(text, start, end) && BareValue.ChangesOf(text.Substring(start, end - start)) >= (end - start) / 3;

    /// <summary>
    /// Whether the line before or behind is Base64 as long as this one, or longer where this is the last. A match that is a
    /// <paramref name="whole"/> line may be one of a list of tokens, which begin alike.
    /// </summary>
    private static bool HasLineBeside(string text, int from, int to, int textStart, int textEnd, bool whole)
    {
        int before = SkipBreakBackwards(text, from, textStart);
        int behind = SkipBreak(text, to, textEnd);
        if ((before == from && from > textStart) || (behind == to && to < textEnd && text[to] is not ('=' or '"' or '\'')))
            return false;
        int first = StartOf(CharacterSet.Base64, text, before, Math.Max(textStart, before - LongestLook));
        int last = EndOf(CharacterSet.Base64, text, behind, Math.Min(textEnd, behind + LongestLook));
        bool isBefore = before < from && IsLike(first, before);
        bool isBehind = behind > to && IsLike(behind, last);
        return whole ? isBefore && isBehind : isBefore || isBehind;

        bool IsLike(int start, int end) =>
            end - start >= ShortestLine
            && (end - start == to - from || (!whole && end - start > to - from))
            && Entropy.Of(text, start, end) > Random
            && !(whole && string.CompareOrdinal(text, start, text, from, 4) == 0);
    }

    /// <summary>The index behind what ends a line, be it written as an escape, and the next line's indent; the same where no line ends.</summary>
    private static int SkipBreak(string text, int at, int last)
    {
        int next = at;
        while (next < last && (text[next] is '\r' or '\n' || IsEscape(text, next, last)))
            next += text[next] == '\\' ? 2 : 1;
        if (next == at)
            return at;
        while (next < last && text[next] is ' ' or '\t')
            next++;
        return next;
    }

    private static int SkipBreakBackwards(string text, int at, int first)
    {
        int previous = at;
        while (previous > first && text[previous - 1] is ' ' or '\t')
            previous--;
        int indent = previous;
        while (previous > first && (text[previous - 1] is '\r' or '\n' || (previous - 1 > first && IsEscape(text, previous - 2, previous))))
            previous -= text[previous - 1] is '\r' or '\n' ? 1 : 2;
        return previous == indent ? at : previous;
    }

    private static bool IsEscape(string text, int at, int last) => at + 1 < last && text[at] == '\\' && text[at + 1] is 'n' or 'r';

    private static bool IsHeralded(string text, int from, int textStart) =>
        from - textStart >= Heralds[0].Length
        && Array.Exists(Heralds, h => string.CompareOrdinal(text, from - h.Length, h, 0, h.Length) == 0);

    private static bool IsAllBase64(string text, int start, int end) => EndOf(CharacterSet.Base64, text, start, end) == end;

    private static bool IsDense(string text, int start, int end) => end - start >= LongSide && Entropy.Of(text, start, end) > Random;

    private static int StartOf(CharacterSet set, string text, int at, int first)
    {
        while (at > first && set.Contains(text[at - 1]))
            at--;
        return at;
    }

    private static int EndOf(CharacterSet set, string text, int at, int last)
    {
        while (at < last && set.Contains(text[at]))
            at++;
        return at;
    }
}
