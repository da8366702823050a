using System.Text;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Execution;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of texts.</summary>
internal static class StringFunctions
{
    private const int LongestResult = 16 * 1024 * 1024;

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        Arguments.OnText("trim", 1, a => Trim(a[0].AsText(), char.IsWhiteSpace, true, true)),
        Arguments.OnText("trimAll", 2, a => Trim(a[1].AsText(), c => a[0].AsString().Contains(c, StringComparison.Ordinal), true, true)),
        Arguments.OnText("trimall", 2, a => Trim(a[1].AsText(), c => a[0].AsString().Contains(c, StringComparison.Ordinal), true, true)),
        Arguments.OnText("trimSuffix", 2, a => WithoutEnd(a[1].AsText(), a[0].AsString())),
        Arguments.OnText("trimPrefix", 2, a => WithoutStart(a[1].AsText(), a[0].AsString())),
        Arguments.OnText("upper", 1, a => Cases.Upper(a[0].AsText())),
        Arguments.OnText("lower", 1, a => Cases.Lower(a[0].AsText())),
        Arguments.OnText("title", 1, a => Cases.Title(a[0].AsString()).From(a[0].AsText())),
        Arguments.OnText("untitle", 1, a => Cases.Untitle(a[0].AsString()).From(a[0].AsText())),
        Arguments.OnText("swapcase", 1, a => Cases.Swap(a[0].AsString()).From(a[0].AsText())),
        Arguments.OnText("initials", 1, a => Cases.Initials(a[0].AsString()).From(a[0].AsText())),
        Arguments.OnText("snakecase", 1, a => Cases.Snake(a[0].AsString(), '_').From(a[0].AsText())),
        Arguments.OnText("kebabcase", 1, a => Cases.Snake(a[0].AsString(), '-').From(a[0].AsText())),
        Arguments.OnText("camelcase", 1, a => Cases.Pascal(a[0].AsString()).From(a[0].AsText())),
        Arguments.OnText("nospace", 1, a => new string([.. a[0].AsString().Where(c => !char.IsWhiteSpace(c))]).From(a[0].AsText())),
        Arguments.OnText("replace", 3, a => Replace(a[2].AsText(), a[0].AsString(), a[1].AsText())),
        Arguments.Asks("contains", 2, a => a[1].AsString().Contains(a[0].AsString(), StringComparison.Ordinal)),
        Arguments.Asks("hasPrefix", 2, a => a[1].AsString().StartsWith(a[0].AsString(), StringComparison.Ordinal)),
        Arguments.Asks("hasSuffix", 2, a => a[1].AsString().EndsWith(a[0].AsString(), StringComparison.Ordinal)),
        new("repeat", [GoType.Int, GoType.String], false, GoType.String, a => new TextValue(Repeat(a[1].AsText(), a[0].AsInt()))),
        new("trunc", [GoType.Int, GoType.String], false, GoType.String, a => new TextValue(Truncate(a[1].AsText(), a[0].AsInt()))),
        new("substr", [GoType.Int, GoType.Int, GoType.String], false, GoType.String, a => new TextValue(Part(a[2].AsText(), a[0].AsInt(), a[1].AsInt()))),
        new("indent", [GoType.Int, GoType.String], false, GoType.String, a => new TextValue(Indent(a[1].AsText(), a[0].AsInt(), ""))),
        new("nindent", [GoType.Int, GoType.String], false, GoType.String, a => new TextValue(Indent(a[1].AsText(), a[0].AsInt(), "\n"))),
        new("plural", [GoType.String, GoType.String, GoType.Int], false, GoType.String, a => a[2].AsInt() == 1 ? a[0] : a[1]),
        new("abbrev", [GoType.Int, GoType.String], false, GoType.String, a => GoValue.Of(Abbreviation.Of(a[1].AsString(), 0, a[0].AsInt()))),
        new(
            "abbrevboth", [GoType.Int, GoType.Int, GoType.String], false, GoType.String,
            a => GoValue.Of(Abbreviation.Both(a[2].AsString(), a[0].AsInt(), a[1].AsInt()))),
        new("wrap", [GoType.Int, GoType.String], false, GoType.String, a => GoValue.Of(Wrapping.Wrap(a[1].AsString(), a[0].AsInt(), "\n", isCutting: false))),
        new(
            "wrapWith", [GoType.Int, GoType.String, GoType.String], false, GoType.String,
            a => GoValue.Of(Wrapping.Wrap(a[2].AsString(), a[0].AsInt(), a[1].AsString(), isCutting: true))),
        Arguments.OnMany("quote", 0, GoType.String, a => new TextValue(JoinWith(" ", a.Where(IsThere).Select(v => Quoted(TextOf.Value(v)))))),
        Arguments.OnMany("squote", 0, GoType.String, a => new TextValue(JoinWith(" ", a.Where(IsThere).Select(v => Surround(TextOf.Value(v), "'"))))),
        Arguments.OnMany("cat", 0, GoType.String, a => new TextValue(JoinWith(" ", a.Where(IsThere).Select(v => TextOf.Value(v))))),
        new(
            "split", [GoType.String, GoType.String], false, GoType.MapOf(GoType.String, GoType.String),
            a => Numbered(Split(a[1].AsText(), a[0].AsString(), -1))),
        new(
            "splitn", [GoType.String, GoType.Int, GoType.String], false, GoType.MapOf(GoType.String, GoType.String),
            a => Numbered(Split(a[2].AsText(), a[0].AsString(), a[1].AsInt()))),
        new("splitList", [GoType.String, GoType.String], false, GoType.Strings, a => TextOf.List(Split(a[1].AsText(), a[0].AsString(), -1))),
        new("join", [GoType.String, GoType.Interface], false, GoType.String, a => new TextValue(JoinWith(a[0].AsString(), TextOf.Elements(a[1])))),
        Arguments.OnAny("toString", 1, GoType.String, a => new TextValue(TextOf.Value(a[0]))),
        Arguments.OnAny("toStrings", 1, GoType.Strings, a => TextOf.List(TextOf.Elements(a[0]))),
        Arguments.OnAny("sortAlpha", 1, GoType.Strings, a => Sorted(a[0])),
    ];

    /// <summary>Texts with another between each two.</summary>
    public static TracedText JoinWith(string separator, IEnumerable<TracedText> texts)
    {
        var joined = new TracedText.Builder();
        bool isFirst = true;
        foreach (TracedText text in texts)
        {
            if (!isFirst)
                joined.Append(separator);
            isFirst = false;
            joined.Append(text);
        }
        return joined.ToText();
    }

    /// <summary>A text with another in place of each occurrence of a third.</summary>
    public static TracedText Replace(TracedText text, string old, TracedText with)
    {
        var replaced = new TracedText.Builder();
        int at = 0;
        while (at <= text.Text.Length)
        {
            int next = old.Length > 0 ? text.Text.IndexOf(old, at, StringComparison.Ordinal) : at;
            if (next < 0)
                break;
            replaced.Append(text, at, next - at).Append(with);
            if (old.Length == 0 && next < text.Text.Length)
                replaced.Append(text, next++, 1);
            else if (old.Length == 0)
                next++;
            at = next + old.Length;
            if (replaced.Length > LongestResult)
                throw new GoFunctionException($"the result is longer than {LongestResult} characters");
        }
        return at < text.Text.Length ? replaced.Append(text, at, text.Text.Length - at).ToText() : replaced.ToText();
    }

    private static bool IsThere(GoValue value) => value is not (NilValue or Missing);

    private static TracedText Quoted(TracedText text)
    {
        string quoted = GoQuote.Quote(text.Text);
        return quoted.Length == text.Text.Length + 2 ? Surround(text, "\"") : quoted.From(text);
    }

    private static TracedText Surround(TracedText text, string mark) => new TracedText.Builder().Append(mark).Append(text).Append(mark).ToText();

    private static TracedText Trim(TracedText text, Predicate<char> isTrimmed, bool atStart, bool atEnd)
    {
        int start = 0;
        int end = text.Text.Length;
        while (atStart && start < end && isTrimmed(text.Text[start]))
            start++;
        while (atEnd && end > start && isTrimmed(text.Text[end - 1]))
            end--;
        return text.Slice(start, end - start);
    }

    private static TracedText WithoutEnd(TracedText text, string end) =>
        text.Text.EndsWith(end, StringComparison.Ordinal) ? text.Slice(0, text.Text.Length - end.Length) : text;

    private static TracedText WithoutStart(TracedText text, string start) =>
        text.Text.StartsWith(start, StringComparison.Ordinal) ? text.Slice(start.Length, text.Text.Length - start.Length) : text;

    private static TracedText Repeat(TracedText text, int count)
    {
        if (count < 0)
            throw new GoFunctionException("strings: negative Repeat count");
        if ((long)count * text.Text.Length > LongestResult)
            throw new GoFunctionException($"the result is longer than {LongestResult} characters");
        return TracedText.Join(Enumerable.Repeat(text, text.Text.Length == 0 ? 0 : count));
    }

    private static TracedText Truncate(TracedText text, int count)
    {
        int length = GoBytes.Count(text.Text);
        if (count < 0)
            return length + count > 0 ? Elements.SliceBytes(text, length + count, length) : text;
        return length > count ? Elements.SliceBytes(text, 0, count) : text;
    }

    private static TracedText Part(TracedText text, int start, int end)
    {
        int length = GoBytes.Count(text.Text);
        (int from, int to) = start < 0 ? (0, end) : (start, end < 0 || end > length ? length : end);
        if (from > to || to > length || to < 0)
            throw new GoFunctionException($"slice bounds out of range [{from}:{to}]");
        return Elements.SliceBytes(text, from, to);
    }

    private static TracedText Indent(TracedText text, int spaces, string before)
    {
        if (spaces < 0)
            throw new GoFunctionException("strings: negative Repeat count");
        string indentation = new(' ', Math.Min(spaces, LongestResult));
        var indented = new TracedText.Builder();
        indented.Append(before).Append(indentation);
        int at = 0;
        for (int end = text.Text.IndexOf('\n'); end >= 0; end = text.Text.IndexOf('\n', at))
        {
            indented.Append(text, at, end + 1 - at).Append(indentation);
            at = end + 1;
            if (indented.Length > LongestResult)
                throw new GoFunctionException($"the result is longer than {LongestResult} characters");
        }
        return indented.Append(text, at, text.Text.Length - at).ToText();
    }

    private static List<TracedText> Split(TracedText text, string separator, int count)
    {
        List<TracedText> parts = [];
        if (count == 0)
            return parts;
        if (separator.Length == 0)
            return SplitCharacters(text, count);
        int at = 0;
        while (parts.Count + 1 != count && text.Text.IndexOf(separator, at, StringComparison.Ordinal) is >= 0 and var next)
        {
            parts.Add(text.Slice(at, next - at));
            at = next + separator.Length;
        }
        parts.Add(text.Slice(at, text.Text.Length - at));
        return parts;
    }

    private static List<TracedText> SplitCharacters(TracedText text, int count)
    {
        List<TracedText> parts = [];
        int at = 0;
        foreach (Rune rune in text.Text.EnumerateRunes())
        {
            if (parts.Count + 1 == count)
                break;
            parts.Add(text.Slice(at, rune.Utf16SequenceLength));
            at += rune.Utf16SequenceLength;
        }
        if (at < text.Text.Length)
            parts.Add(text.Slice(at, text.Text.Length - at));
        return parts;
    }

    private static MapValue Numbered(List<TracedText> parts)
    {
        var map = new MapValue(GoType.MapOf(GoType.String, GoType.String));
        for (int i = 0; i < parts.Count; i++)
            map.Set($"_{i}", new TextValue(parts[i]));
        return map;
    }

    private static ListValue Sorted(GoValue value)
    {
        TracedText[] texts = value is ListValue ? [.. TextOf.Elements(value)] : [TextOf.Value(value)];
        Array.Sort(texts, (x, y) => GoBytes.Compare(x.Text, y.Text));
        return TextOf.List(texts);
    }
}
