using System.Text.RegularExpressions;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of regular expressions.</summary>
internal static class RegexFunctions
{
    private static readonly GoFunction[] Failing =
    [
        Arguments.Asks("regexMatch", 2, a => RegularExpressions.Compile(a[0].AsString()).IsMatch(a[1].AsString())),
        Arguments.OnText("regexFind", 2, Find),
        new(
            "regexFindAll", [GoType.String, GoType.String, GoType.Int], false, GoType.Strings,
            a => TextOf.List(Limited(a[0].AsString(), a[1].AsText(), a[2].AsInt()))),
        Arguments.OnText("regexReplaceAll", 3, a => Replace(a, isLiteral: false)),
        Arguments.OnText("regexReplaceAllLiteral", 3, a => Replace(a, isLiteral: true)),
        new(
            "regexSplit", [GoType.String, GoType.String, GoType.Int], false, GoType.Strings,
            a => TextOf.List(Split(a[0].AsString(), a[1].AsText(), a[2].AsInt()))),
    ];

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        .. Failing.Skip(1),
        .. Failing.Select(f => f.As("mustR" + f.Name.Substring(1))),
        Arguments.Asks("regexMatch", 2, IsMatch),
        Arguments.OnText("regexQuoteMeta", 1, a => QuoteMeta(a[0].AsString()).From(a[0].AsText())),
    ];

    /// <summary>Of an expression that is none nothing matches, as sprig has it.</summary>
    private static bool IsMatch(GoValue[] arguments)
    {
        try
        {
            return RegularExpressions.Compile(arguments[0].AsString()).IsMatch(arguments[1].AsString());
        }
        catch (GoFunctionException)
        {
            return false;
        }
    }

    private static TracedText Find(GoValue[] arguments)
    {
        Match match = RegularExpressions.Compile(arguments[0].AsString()).Match(arguments[1].AsString());
        return match.Success ? arguments[1].AsText().Slice(match.Index, match.Length) : TracedText.Empty;
    }

    private static IEnumerable<TracedText> Limited(string expression, TracedText text, int count)
    {
        IEnumerable<Match> matches = RegularExpressions.Matches(RegularExpressions.Compile(expression), text.Text);
        return (count < 0 ? matches : matches.Take(count)).Select(m => text.Slice(m.Index, m.Length));
    }

    private static TracedText Replace(GoValue[] arguments, bool isLiteral)
    {
        TracedText text = arguments[1].AsText();
        TracedText with = arguments[2].AsText();
        var replaced = new TracedText.Builder();
        int at = 0;
        foreach (Match match in RegularExpressions.Matches(RegularExpressions.Compile(arguments[0].AsString()), text.Text))
        {
            replaced.Append(text, at, match.Index - at);
            replaced.Append(isLiteral ? with : RegularExpressions.Expand(with.Text, match).From(with));
            at = match.Index + match.Length;
        }
        return replaced.Append(text, at, text.Text.Length - at).ToText();
    }

    private static List<TracedText> Split(string expression, TracedText text, int count)
    {
        Regex regex = RegularExpressions.Compile(expression);
        List<TracedText> parts = [];
        if (count == 0)
            return parts;
        if (expression.Length > 0 && text.Text.Length == 0)
            return [TracedText.Empty];
        int begin = 0;
        int end = 0;
        foreach (Match match in RegularExpressions.Matches(regex, text.Text))
        {
            if (count > 0 && parts.Count == count - 1)
                break;
            end = match.Index;
            if (match.Index + match.Length != 0)
                parts.Add(text.Slice(begin, end - begin));
            begin = match.Index + match.Length;
        }
        if (end != text.Text.Length)
            parts.Add(text.Slice(begin, text.Text.Length - begin));
        return parts;
    }

    private static string QuoteMeta(string text) =>
        string.Concat(text.Select(c => "\\.+*?()|[]{}^$".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));
}
