using System.Text;
using ContainerSecurity.Cel.Evaluation;
using ContainerSecurity.Cel.Kubernetes;

namespace ContainerSecurity.Cel.Extensions;

/// <summary>The extension <c>strings</c>: positions are code points.</summary>
internal static class StringFunctions
{
    public static CelLibrary Create() => AddFirst(new CelLibrary("strings"))
        .Method(
            "string_reverse",
            "reverse",
            "string.reverse() -> string",
            s => CelValue.From(string.Concat(Enumerable.Reverse(CodePoints.Split((string)s.Reference!)))))
        .Method("string_format", "format", "string.format(list(dyn)) -> string", (s, list) => Format.Apply((string)s.Reference!, (CelList)list.Reference!))
        .Function(QuoteId, QuoteName, "f(string) -> string", s => CelValue.From(Quote((string)s.Reference!)));

    /// <summary>The extension in its first version.</summary>
    public static CelLibrary CreateFirst() => AddFirst(new CelLibrary("kubernetes.strings.first"));

    /// <summary>What the second version, which Kubernetes keeps, adds.</summary>
    public static CelLibrary CreateForKubernetes() => new CelLibrary("kubernetes.strings")
        .Method(
            "string_format",
            "format",
            "string.format(list(dyn)) -> string",
            (s, list) => KubernetesFormat.Apply((string)s.Reference!, (CelList)list.Reference!))
        .Function(QuoteId, QuoteName, "f(string) -> string", s => CelValue.From(Quote((string)s.Reference!)));

    private const string QuoteId = "strings_quote";
    private const string QuoteName = "strings.quote";

    private static CelLibrary AddFirst(CelLibrary library) => library
        .Method("string_char_at_int", "charAt", "string.charAt(int) -> string", CharAt)
        .Method("string_index_of_string", "indexOf", "string.indexOf(string) -> int", (s, t) => IndexOf(s, t, CelValue.From(0L)))
        .Method("string_index_of_string_int", "indexOf", "string.indexOf(string, int) -> int", v => IndexOf(v[0], v[1], v[2]))
        .Method(
            "string_last_index_of_string",
            "lastIndexOf",
            "string.lastIndexOf(string) -> int",
            (s, t) => LastIndexOf((string)s.Reference!, (string)t.Reference!, null))
        .Method(
            "string_last_index_of_string_int",
            "lastIndexOf",
            "string.lastIndexOf(string, int) -> int",
            v => LastIndexOf((string)v[0].Reference!, (string)v[1].Reference!, v[2].Bits))
        .Method("list_join", "join", "list(string).join() -> string", list => Join(list, ""))
        .Method("list_join_string", "join", "list(string).join(string) -> string", (list, separator) => Join(list, (string)separator.Reference!))
        .Method(
            "string_lower_ascii",
            "lowerAscii",
            "string.lowerAscii() -> string",
            s => CelValue.From(Map(s, c => c is >= 'A' and <= 'Z' ? (char)(c + 32) : c)))
        .Method(
            "string_upper_ascii",
            "upperAscii",
            "string.upperAscii() -> string",
            s => CelValue.From(Map(s, c => c is >= 'a' and <= 'z' ? (char)(c - 32) : c)))
        .Method("string_replace_string_string", "replace", "string.replace(string, string) -> string", v => Replace(v, -1))
        .Method("string_replace_string_string_int", "replace", "string.replace(string, string, int) -> string", v => Replace(v, v[3].Bits))
        .Method("string_split_string", "split", "string.split(string) -> list(string)", (s, t) => Split((string)s.Reference!, (string)t.Reference!, -1))
        .Method(
            "string_split_string_int",
            "split",
            "string.split(string, int) -> list(string)",
            v => Split((string)v[0].Reference!, (string)v[1].Reference!, v[2].Bits))
        .Method("string_substring_int", "substring", "string.substring(int) -> string", (s, from) => Substring((string)s.Reference!, from.Bits, null))
        .Method("string_substring_int_int", "substring", "string.substring(int, int) -> string", v => Substring((string)v[0].Reference!, v[1].Bits, v[2].Bits))
        .Method("string_trim", "trim", "string.trim() -> string", s => CelValue.From(Trim((string)s.Reference!)));

    /// <summary>The cost counts what is read; this bounds what is written.</summary>
    private const int MaxLength = 1 << 24;

    private static CelValue TooLong => CelValue.Error($"string exceeds the maximum of {MaxLength} characters");

    private static CelValue OutOfRange(long index) => CelValue.Error($"index out of range: {index}");

    private static CelValue CharAt(CelValue s, CelValue index)
    {
        string text = (string)s.Reference!;
        int at = CodePoints.Offset(text, index.Bits);
        if (at < 0)
            return OutOfRange(index.Bits);
        if (at == text.Length)
            return CelValue.From("");
        return CelValue.From(text.Substring(at, char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1));
    }

    private static CelValue IndexOf(CelValue s, CelValue t, CelValue from)
    {
        string text = (string)s.Reference!, part = (string)t.Reference!;
        int start = CodePoints.Offset(text, from.Bits);
        if (start < 0)
            return OutOfRange(from.Bits);
        int found = text.IndexOf(part, start, StringComparison.Ordinal);
        return CelValue.From(found < 0 ? -1L : CodePoints.Count(text.Substring(0, found)));
    }

    private static CelValue LastIndexOf(string text, string part, long? from)
    {
        int count = CodePoints.Count(text);
        if (from is { } given && (given < 0 || given > count || (given == count && count > 0 && part.Length > 0)))
            return OutOfRange(given);
        if (part.Length == 0)
            return CelValue.From(from ?? count);
        int limit = from is { } last ? CodePoints.Offset(text, last) : text.Length;
        for (int at = Math.Min(limit, text.Length - part.Length); at >= 0; at--)
            if (string.CompareOrdinal(text, at, part, 0, part.Length) == 0)
                return CelValue.From((long)CodePoints.Count(text.Substring(0, at)));
        return CelValue.From(-1L);
    }

    private static CelValue Join(CelValue value, string separator)
    {
        var list = (CelList)value.Reference!;
        var text = new StringBuilder();
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i].Reference is not string item)
                return Errors.NoSuchOverload;
            text.Append(i > 0 ? separator : "").Append(item);
            if (text.Length > MaxLength)
                return TooLong;
        }
        return CelValue.From(text.ToString());
    }

    private static string Map(CelValue s, Func<char, char> map)
    {
        char[] chars = ((string)s.Reference!).ToCharArray();
        for (int i = 0; i < chars.Length; i++)
            chars[i] = map(chars[i]);
        return new string(chars);
    }

    private static CelValue Replace(CelValue[] v, long limit)
    {
        string text = (string)v[0].Reference!, old = (string)v[1].Reference!, with = (string)v[2].Reference!;
        if (limit == 0)
            return v[0];
        var result = new StringBuilder();
        int at = 0;
        if (old.Length == 0)
        {
            // As Go: before each code point, and at the end.
            foreach (string point in CodePoints.Split(text))
            {
                result.Append(limit != 0 ? with : "").Append(point);
                limit -= limit != 0 ? 1 : 0;
                if (result.Length > MaxLength)
                    return TooLong;
            }
            return CelValue.From(result.Append(limit != 0 ? with : "").ToString());
        }
        for (; limit != 0; limit--)
        {
            int found = text.IndexOf(old, at, StringComparison.Ordinal);
            if (found < 0)
                break;
            result.Append(text, at, found - at).Append(with);
            if (result.Length > MaxLength)
                return TooLong;
            at = found + old.Length;
        }
        return CelValue.From(result.Append(text, at, text.Length - at).ToString());
    }

    private static CelValue Split(string text, string separator, long limit)
    {
        if (limit == 0)
            return CelValue.From(ArrayList.Empty);
        var parts = new List<CelValue>();
        if (separator.Length == 0)
        {
            List<string> points = CodePoints.Split(text);
            int whole = limit < 0 || limit > points.Count ? points.Count : (int)limit - 1;
            parts.AddRange(points.Take(whole).Select(CelValue.From));
            if (whole < points.Count)
                parts.Add(CelValue.From(string.Concat(points.Skip(whole))));
            return CelValue.From(CelList.Of([.. parts]));
        }
        int at = 0;
        for (; limit != 1; limit--)
        {
            int found = text.IndexOf(separator, at, StringComparison.Ordinal);
            if (found < 0)
                break;
            parts.Add(CelValue.From(text.Substring(at, found - at)));
            at = found + separator.Length;
        }
        parts.Add(CelValue.From(text.Substring(at)));
        return CelValue.From(CelList.Of([.. parts]));
    }

    private static CelValue Substring(string text, long from, long? to)
    {
        if (to is { } given && from > given)
            return CelValue.Error($"invalid substring range. start: {from}, end: {given}");
        int start = CodePoints.Offset(text, from);
        if (start < 0)
            return OutOfRange(from);
        int end = to is { } last ? CodePoints.Offset(text, last) : text.Length;
        return end < 0 ? OutOfRange(to!.Value) : CelValue.From(text.Substring(start, end - start));
    }

    private static string Trim(string text)
    {
        int start = 0, end = text.Length;
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text.Substring(start, end - start);
    }

    private static bool IsSpace(char c) =>
        c is (>= '\t' and <= '\r') or ' ' or '\u0085' or '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A')
            or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';

    private static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            int simple = "\a\b\f\n\r\t\v\\\"".IndexOf(c);
            if (simple >= 0)
                text.Append('\\').Append("abfnrtv\\\""[simple]);
            else
                text.Append(c);
        }
        return text.Append('"').ToString();
    }
}
